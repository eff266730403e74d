import { isKeychainBusy } from './keychain.ts'

const FLUSH_WITHIN = 1_000
const END_WITHIN = 1_000

/**
 * Ends the process with an exit code after its output is written, also while a keychain call is stuck.
 *
 * Otherwise it ends by having nothing left to do: `process.exit` joins V8's threads without stopping their work first,
 * and with a large heap it was seen to wait for ever, one time in ten (Node 24.21). It would also wait for the thread of
 * a stuck call. Where something is still open, execve replaces the process and its threads.
 */
export async function leave(code: number): Promise<never> {
  process.exitCode = code
  await flushed()
  if (isKeychainBusy()) endNow(code)
  setTimeout(() => endNow(code), END_WITHIN).unref()
  return new Promise<never>(() => {})
}

function endNow(code: number): never {
  if (process.execve === undefined || process.platform === 'win32') return process.exit(code)
  return process.execve('/bin/sh', ['sh', '-c', `exit ${code}`], {}) as never
}

/** Waits until both streams have written all, or for a second: nobody may be reading. */
async function flushed(): Promise<void> {
  const late = Promise.withResolvers<void>()
  const timer = setTimeout(late.resolve, FLUSH_WITHIN)
  await Promise.race([Promise.all([flush(process.stdout), flush(process.stderr)]), late.promise])
  clearTimeout(timer)
}

const flush = (stream: NodeJS.WriteStream): Promise<void> =>
  new Promise((resolve) => {
    if (stream.destroyed) resolve()
    else stream.write('', () => resolve())
  })
