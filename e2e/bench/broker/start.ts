import { type ChildProcess, spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import type { Environment } from '../../keyring.ts'

/** A program that was started, and the first lines it said. */
export interface Started extends Disposable {
  readonly pid: number
  readonly lines: readonly string[]
}

/**
 * Starts a program and waits for its first lines on stdout.
 *
 * @param count How many of them; none for a program that says nothing.
 * @throws {Error} When it ends before.
 */
export async function start(argv: readonly string[], env: Environment, cwd: string, count = 1): Promise<Started> {
  const [file = '', ...args] = argv
  // Its own group: what it starts ends with it.
  const child = spawn(file, args, { env, cwd, stdio: ['pipe', 'pipe', 'inherit'], detached: true })
  const lines: string[] = []
  const said = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
  for (let line = await next(); line !== undefined; line = await next()) lines.push(line)
  if (lines.length < count) throw new Error(`${argv.slice(0, 2).join(' ')} ended at once`)
  child.stdout.resume()
  return { pid: child.pid ?? 0, lines, [Symbol.dispose]: () => end(child) }

  async function next(): Promise<string | undefined> {
    return lines.length < count ? (await said.next()).value : undefined
  }
}

function end(child: ChildProcess): void {
  try {
    process.kill(-(child.pid ?? 0), 'SIGKILL')
  } catch {
    // It has ended already.
  }
}
