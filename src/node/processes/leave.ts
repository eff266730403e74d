import { flushCompileCache } from 'node:module'
import { keychainReached } from '../keytar.ts'

/** How long the keychain may take to be reached, ms. */
const WITHIN = 1_000

/**
 * Ends the process with an exit code after its output is written, whatever is still going on.
 *
 * `process.exit` joins threads that may never end: that of a stuck keychain call, and V8's own. With a large heap, a
 * thread that compiles waits for a collection by the main thread, which waits for the thread (seen with Node 24.21, one
 * time in ten after listing ten thousand tokens). So the process is replaced, and its threads with it.
 *
 * @param keepsCompiled False leaves V8's compile cache as it is: what ran was not worth keeping for the next start.
 */
export async function leave(code: number, { keepsCompiled = true } = {}): Promise<never> {
  // GLib ends the process by a trap when it cannot start its thread, and while a process is replaced no thread starts.
  await Promise.all([aSecondFor(keychainReached()), flush(process.stdout), flush(process.stderr)])
  if (process.execve === undefined || process.platform === 'win32') return process.exit(code)
  // Node would do this at its own end.
  if (keepsCompiled) flushCompileCache()
  return process.execve('/bin/sh', ['sh', '-c', `exit ${code}`], {}) as never
}

/** Waits for it, or for a second: the keychain may wait for somebody. */
async function aSecondFor(work: Promise<unknown>): Promise<void> {
  const late = Promise.withResolvers<void>()
  const timer = setTimeout(late.resolve, WITHIN)
  await Promise.race([work, late.promise])
  clearTimeout(timer)
}

/** Comes true when all is written, or whoever read it has gone. A reader may take its time, as a pager does. */
const flush = (stream: NodeJS.WriteStream): Promise<void> =>
  new Promise((resolve) => {
    if (stream.destroyed) resolve()
    else stream.write('', () => resolve())
  })
