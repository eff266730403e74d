import { spawn } from 'node:child_process'

/** How a tool ended; code null when it could not be started, was killed or took too long. */
export interface ToolResult {
  readonly code: number | null
  readonly output: Buffer
}

/** Tools answer in some milliseconds; the clipboard's wait for whoever offers what is on it, which may be busy. */
const DEADLINE_MS = 15_000

/**
 * Runs a small program with bytes on its standard input and waits for it, at most fifteen seconds.
 *
 * A tool that takes something leaves a child behind, which holds the selection and whatever it inherited: so only the
 * output of one that gives something is read, and the end of one that takes is its exit.
 */
export function runTool([command, ...args]: readonly [string, ...string[]], input?: Uint8Array): Promise<ToolResult> {
  return new Promise((resolve) => {
    const child = spawn(command, args, { stdio: ['pipe', input === undefined ? 'pipe' : 'ignore', 'ignore'] })
    const chunks: Buffer[] = []
    const settle = (code: number | null): void => {
      clearTimeout(deadline)
      resolve({ code, output: Buffer.concat(chunks) })
    }
    const giveUp = (): void => {
      child.kill('SIGKILL')
      child.stdout?.destroy()
      settle(null)
    }
    // Where we ourselves were held up, its end may be there already: it is heard before the time counts.
    const deadline = setTimeout(() => setImmediate(giveUp), DEADLINE_MS)
    child.once('error', () => settle(null))
    child.once(input === undefined ? 'close' : 'exit', settle)
    child.stdout?.on('data', (chunk: Buffer) => chunks.push(chunk))
    // A tool that ends before it has read all says so by its exit code.
    child.stdin?.on('error', () => {})
    child.stdin?.end(input)
  })
}
