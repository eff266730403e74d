import { expect, it } from 'vitest'
import { usersEnvironment } from './users-environment.ts'

it("keeps the user's variables and drops those of Electron and npm", () => {
  const env = {
    PATH: '/bin',
    NODE_OPTIONS: '--trace-warnings',
    ELECTRON_RUN_AS_NODE: '1',
    CHROME_DESKTOP: 'bulkhead.desktop',
    npm_config_registry: 'https://registry.example',
    INIT_CWD: '/x',
    MY_ELECTRON_: 'kept',
  }
  expect(usersEnvironment(env)).toEqual({ PATH: '/bin', NODE_OPTIONS: '--trace-warnings', MY_ELECTRON_: 'kept' })
})
