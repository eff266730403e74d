/**
 * A virtual X display of our own.
 */
import { type ChildProcess, spawn } from 'node:child_process'
import type { Readable } from 'node:stream'

export interface Display extends AsyncDisposable {
  /** The value for `DISPLAY`, e.g. `:3`. */
  readonly name: string
  close(): Promise<void>
}

/**
 * Starts Xvfb on a free display number.
 *
 * It dies with this process, also on SIGKILL, and takes the programs that show windows on it along.
 */
export async function openDisplay(size = '1280x1024'): Promise<Display> {
  const args = ['-displayfd', '3', '-screen', '0', `${size}x24`, '-nolisten', 'tcp', '-noreset']
  const server = spawn('setpriv', ['--pdeathsig', 'KILL', '--', 'Xvfb', ...args], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  })
  const number = await firstLine(server, server.stdio[3] as Readable)
  const close = async (): Promise<void> => {
    if (server.exitCode !== null || server.signalCode !== null) return
    const gone = new Promise((resolve) => server.once('exit', resolve))
    server.kill('SIGTERM')
    await gone
  }
  return { name: `:${number}`, close, [Symbol.asyncDispose]: close }
}

/** The display number, which the server writes when it is ready. */
function firstLine(server: ChildProcess, output: Readable): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = ''
    server.once('error', (cause) => reject(new Error('Xvfb did not start', { cause })))
    server.once('exit', (code) => reject(new Error(`Xvfb ended at once with exit code ${code}`)))
    output.setEncoding('utf8').on('data', (chunk: string) => {
      text += chunk
      if (text.includes('\n')) resolve(text.trim())
    })
  })
}
