/** Why the stand-in does not start, and what to do about it. */
export interface Refusal {
  readonly message: string
  readonly hint: string
}

/** The reason not to start in this environment, or undefined. */
export function refusal(env: NodeJS.ProcessEnv): Refusal | undefined {
  if (!env.BULKHEAD_HOME) {
    return {
      message: 'refused: it runs with an inspector open, so it must not touch your real vault and keyring',
      hint: 'set BULKHEAD_HOME to a throwaway folder; npm start does so',
    }
  }
  if (!env.DISPLAY && !env.WAYLAND_DISPLAY) {
    return { message: 'refused: Unable to open X display', hint: 'run it on a desktop, or under xvfb-run -a' }
  }
  return undefined
}
