import { setTimeout as sleep } from 'node:timers/promises'
import { isKeychainBusy } from './keychain.ts'

const FLUSH_WITHIN = 1_000

/**
 * Ends the process with an exit code after its output is written, also while a keychain call is stuck.
 *
 * `process.exit` would wait for the thread of that call for ever; execve replaces the process and its threads with it.
 */
export async function leave(code: number): Promise<never> {
  await Promise.race([Promise.all([flush(process.stdout), flush(process.stderr)]), sleep(FLUSH_WITHIN)])
  if (isKeychainBusy() && process.execve !== undefined && process.platform !== 'win32') {
    process.execve('/bin/sh', ['sh', '-c', `exit ${code}`], {})
  }
  return process.exit(code)
}

const flush = (stream: NodeJS.WriteStream): Promise<void> =>
  new Promise((resolve) => {
    if (stream.destroyed) resolve()
    else stream.write('', () => resolve())
  })
