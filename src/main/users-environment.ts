// What Electron and npm add to the environment for themselves.
const NOT_THE_USERS = /^(?:ELECTRON_|CHROME_DESKTOP$|npm_|INIT_CWD$)/

/** The environment that the user's programs would have without us. */
export const usersEnvironment = (env: NodeJS.ProcessEnv): NodeJS.ProcessEnv =>
  Object.fromEntries(Object.entries(env).filter(([name]) => !NOT_THE_USERS.test(name)))
