import { execFile } from 'node:child_process'

/** Runs xdotool and resolves with what it printed, or with nothing when it failed: a window may just have gone. */
export function xdotool(...args: readonly string[]): Promise<string> {
  return new Promise((resolve) => {
    execFile('xdotool', args, { timeout: 15_000 }, (error, stdout) => resolve(error === null ? stdout.trim() : ''))
  })
}
