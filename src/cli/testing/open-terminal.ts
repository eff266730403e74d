import { spawn } from 'node:child_process'

/** A program on a terminal of its own, as a person sits before it. */
export interface Terminal {
  readonly pid: number
  /** Waits until `pattern` shows after what was waited for last, and gives what was shown up to it. */
  waitFor(pattern: RegExp): Promise<string>
  type(text: string): void
  /** Everything shown so far, without the control sequences of colours and cursors. */
  shown(): string
  /** The exit code, once the program has ended. */
  readonly ended: Promise<number | null>
  /** The terminal's window is closed: everything on it is hung up on. */
  close(): void
}

/** Longer than any program takes on a machine that is busy with other things, and shorter than a test may take. */
const WITHIN = 200_000

/** Starts a program on a pseudo-terminal, through script(1) of util-linux. */
export function openTerminal(
  program: readonly string[],
  { env, cwd }: { readonly env: Readonly<Record<string, string>>; readonly cwd: string },
): Terminal {
  const line = program.map((word) => `'${word.replaceAll("'", "'\\''")}'`).join(' ')
  const child = spawn('script', ['-qefc', `stty rows 40 cols 120; exec ${line}`, '/dev/null'], {
    env: { ...env, TERM: 'xterm' },
    cwd,
  })
  let text = ''
  let seen = 0
  let wake = (): void => {}
  const add = (chunk: Buffer): void => {
    text += plain(chunk.toString())
    wake()
  }
  child.stdout.on('data', add)
  child.stderr.on('data', add)
  child.stdin.on('error', () => {})
  const ended = new Promise<number | null>((resolve) => child.once('close', (code) => resolve(code)))
  return {
    pid: child.pid ?? -1,
    ended,
    shown: () => text,
    type: (input) => void child.stdin.write(input),
    close: () => void child.kill('SIGKILL'),
    async waitFor(pattern) {
      const deadline = Date.now() + WITHIN
      for (;;) {
        const found = pattern.exec(text.slice(seen))
        if (found !== null) {
          const start = seen
          seen += found.index + found[0].length
          return text.slice(start, seen)
        }
        if (Date.now() > deadline)
          throw new Error(`the terminal never showed ${pattern}; it shows:\n${text.slice(-2_000)}`)
        await new Promise<void>((resolve) => {
          const timer = setTimeout(resolve, 100)
          wake = () => {
            clearTimeout(timer)
            resolve()
          }
        })
      }
    },
  }
}

// Colours, cursor moves, modes and titles (ECMA-48): what is left is what a person reads.
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out
const SEQUENCES = /\x1b(?:\[[0-9;?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)|[()][A-Z0-9]|[=>])|\r/g

const plain = (text: string): string => text.replace(SEQUENCES, '')
