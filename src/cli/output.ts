/**
 * What Bulkhead writes to a terminal, and the rules for it.
 *
 * - Data goes to stdout, everything else to stderr, so that a pipe gets data and a person sees the rest.
 * - With `--json`, stdout is one object on one line with `"v": 1`, also for an error; stderr stays for people.
 * - A line on stderr begins with `bulkhead: ` or `hint: `, is lower case and has no full stop.
 * - Text that is not ours (names, messages, paths) passes through `printable`; only colour codes of our own get out.
 * - Colour needs a terminal, no `NO_COLOR` and a `TERM` other than `dumb`. Nothing is said by colour alone.
 * - A reader that closes its end early ends us quietly; any other write error is a failure.
 */
import { BulkheadError } from '../core/errors.ts'
import { EXIT } from './exit-codes.ts'
import { type Paint, paintFor } from './render/paint.ts'
import { escapeJson, isPlain, printable, printableJson } from './render/printable.ts'
import { terminalWidth } from './render/terminal-width.ts'

export interface Output {
  readonly json: boolean
  /** Colours for stdout, or none. */
  readonly paint: Paint
  /** Columns of stdout; null when it is no terminal. */
  readonly columns: number | null
  /** Writes the answer: `data` as JSON, or the text, which escapes its foreign parts itself. */
  print(data: object, text: () => string): void
  /**
   * Writes an answer of many things as JSON, `{"v":1,"KEY":[…]}`: each is asked for when it is turned into text, and not
   * kept. What asking throws is thrown before anything is written.
   */
  printEach(key: string, things: Iterable<object>): void
  /** A line for people on stderr: `bulkhead: line`. */
  say(line: string): void
  /** What to do next, on stderr: `hint: line`. */
  hint(line: string): void
  /** An error as stderr and, with `--json`, stdout show it. */
  error(error: unknown): void
}

/** The process's own streams. */
export function processOutput(json: boolean): Output {
  for (const stream of [process.stdout, process.stderr]) stream.on('error', endOnWriteError)
  const { stdout, stderr } = process
  const say = (label: string, line: string): void => void stderr.write(`${label}: ${printable(line)}\n`)
  return {
    json,
    paint: paintFor(stdout, process.env),
    columns: stdout.isTTY ? terminalWidth(stdout.columns) : null,
    print: (data, text) => writeText(stdout, json ? jsonLine(data) : ended(text())),
    printEach(key, things) {
      const parts = [...jsonParts(key, things)]
      for (const { text, encoding } of parts) stdout.write(text, encoding)
    },
    say: (line) => say('bulkhead', line),
    hint: (line) => say('hint', line),
    error(error) {
      const { code, message, hint } = asReported(error)
      say('bulkhead', message)
      if (hint !== undefined) say('hint', hint)
      if (json) stdout.write(jsonLine({ error: { code, message, hint: hint ?? null } }))
    },
  }
}

/** Where nothing needs UTF-8, it is not made: that takes as long as writing it, for ten thousand tokens. */
const writeText = (stream: NodeJS.WritableStream, text: string): void =>
  void stream.write(text, isPlain(text.trimEnd()) ? 'latin1' : 'utf8')

const jsonLine = (data: object): string => `${printableJson({ v: 1, ...data })}\n`

/** Things that become text at once: enough that each piece is worth its writing, and few enough that none grows old. */
const AT_ONCE = 64

interface Part {
  readonly text: string
  readonly encoding: 'latin1' | 'utf8'
}

function* jsonParts(key: string, things: Iterable<object>): Generator<Part> {
  yield { text: `{"v":1,${JSON.stringify(key)}:[`, encoding: 'utf8' }
  let comma = ''
  let batch: object[] = []
  const part = (): Part => {
    const json = comma + JSON.stringify(batch).slice(1, -1)
    const plain = isPlain(json)
    comma = ','
    batch = []
    return plain ? { text: json, encoding: 'latin1' } : { text: escapeJson(json), encoding: 'utf8' }
  }
  for (const thing of things) if (batch.push(thing) === AT_ONCE) yield part()
  if (batch.length > 0) yield part()
  yield { text: ']}\n', encoding: 'latin1' }
}

const ended = (text: string): string => (text === '' || text.endsWith('\n') ? text : `${text}\n`)

/**
 * Anything thrown as one of our errors.
 *
 * Of what we did not throw on purpose only the name and the system's code are shown: its message may quote its input.
 */
export function asReported(error: unknown): BulkheadError {
  if (error instanceof BulkheadError) return error
  const code = error instanceof Error && 'code' in error ? String(error.code) : undefined
  if (code === 'ENOSPC' || code === 'EROFS' || code === 'EIO' || code === 'EDQUOT') {
    return new BulkheadError('disk', `the disk does not take it (${code})`, { hint: 'free some space and try again' })
  }
  const name = error instanceof Error ? error.name : typeof error
  return new BulkheadError('failure', `something unexpected happened (${code ?? name})`, {
    hint: 'run `bulkhead doctor`, and report it if nothing is found',
  })
}

function endOnWriteError(error: NodeJS.ErrnoException): void {
  if (error.code === 'EPIPE') process.exit()
  process.exitCode = EXIT.failure
  try {
    process.stderr.write(`bulkhead: cannot write the output (${error.code})\n`)
  } finally {
    process.exit(EXIT.failure)
  }
}
