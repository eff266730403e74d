import { spawn } from 'node:child_process'
import { builtCli } from './built-cli.ts'

/** What a run of the command line left. */
export interface Run {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
  /** stdout as JSON; throws when it is none. */
  readonly json: () => Answer
}

/** One object with `"v": 1`; a test reads the keys that it expects. */
export type Answer = { readonly v: number } & Readonly<Record<string, unknown>>

export interface RunOptions {
  /** Standard input; default empty. */
  readonly input?: string | Uint8Array
  readonly cwd?: string
  readonly env?: Readonly<Record<string, string>>
  /** Node's own arguments. */
  readonly node?: readonly string[]
}

/** `bulkhead` as a real process in an environment: `await cli('list', '--json')`. */
export type Bulkhead = (args: readonly string[], options?: RunOptions) => Promise<Run>

/** The command line in one environment, such as a throwaway keyring's. */
export async function cliIn(environment: Readonly<Record<string, string>>): Promise<Bulkhead> {
  const cli = await builtCli()
  return (args, { input = '', cwd, env = {}, node = [] } = {}) =>
    run(process.execPath, [...node, cli, ...args], { input, cwd, env: { ...environment, ...env } })
}

/** Runs a program to its end and gives all it wrote. */
export function run(
  program: string,
  args: readonly string[],
  { input, cwd, env }: { input: string | Uint8Array; cwd?: string | undefined; env: Readonly<Record<string, string>> },
): Promise<Run> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { env, ...(cwd === undefined ? {} : { cwd }) })
    const [stdout, stderr] = [collect(child.stdout), collect(child.stderr)]
    child.once('error', reject)
    child.once('close', (code) =>
      resolve({ code, stdout: stdout(), stderr: stderr(), json: () => JSON.parse(stdout()) as Answer }),
    )
    // A command that reads no input may be gone before all of it is written.
    child.stdin.on('error', () => {})
    child.stdin.end(input)
  })
}

function collect(stream: NodeJS.ReadableStream): () => string {
  const chunks: Buffer[] = []
  stream.on('data', (chunk: Buffer) => chunks.push(chunk))
  return () => Buffer.concat(chunks).toString()
}
