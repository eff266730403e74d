import { BulkheadError } from '../../core/errors.ts'

/** What `exec` is asked for. */
export interface ExecOptions {
  readonly json: boolean
  readonly clean: boolean
  readonly help: boolean
  /** The command gets placeholders, and a broker puts the tokens into its requests. */
  readonly broker: boolean
  /** Hosts that no token is for are refused. */
  readonly strict: boolean
  /** What the tokens are used for is noted, to propose narrower destinations. */
  readonly learn: boolean
  /** Null for the working directory. */
  readonly project: string | null
  readonly passphraseFd: string | undefined
  /** Untouched: whatever follows `--`. */
  readonly command: readonly string[]
}

const FLAGS = new Set(['--json', '--yes', '--clean', '--help', '-h', '--broker', '--strict', '--learn'])
const VALUES = new Set(['--project', '--passphrase-fd'])
const BROKERED = ['--strict', '--learn']

/** True when an error has to be JSON, too; also for arguments that do not parse. */
export const wantsJson = (argv: readonly string[]): boolean => ours(argv).includes('--json')

/**
 * Reads the arguments of `exec` by hand: a parser's package would take longer to load than the command to start.
 *
 * @throws {BulkheadError} `usage`. What the user wrote is quoted only where it cannot be a secret.
 */
export function readExecOptions(argv: readonly string[]): ExecOptions {
  const given = new Map<string, string>()
  const words = ours(argv)
  for (let at = 0; at < words.length; at++) {
    const [name = '', ...rest] = (words[at] ?? '').split('=')
    if (VALUES.has(name)) given.set(name, rest.length > 0 ? rest.join('=') : valueAfter(name, words[++at]))
    else if (FLAGS.has(name) && rest.length === 0) given.set(name, '')
    else throw misplaced(name)
  }
  const unbrokered = BROKERED.find((name) => given.has(name) && !given.has('--broker'))
  if (unbrokered !== undefined) throw usage(`${unbrokered} is for a command with --broker`)
  const help = given.has('--help') || given.has('-h')
  if (!help && argv.length <= words.length + 1) throw usage('no command after --')
  return {
    json: given.has('--json'),
    clean: given.has('--clean'),
    help,
    broker: given.has('--broker'),
    strict: given.has('--strict'),
    learn: given.has('--learn'),
    project: given.get('--project') ?? null,
    passphraseFd: given.get('--passphrase-fd'),
    command: argv.slice(words.length + 1),
  }
}

const ours = (argv: readonly string[]): readonly string[] => {
  const end = argv.indexOf('--')
  return end < 0 ? argv : argv.slice(0, end)
}

function valueAfter(name: string, value: string | undefined): string {
  if (value !== undefined && value !== '') return value
  throw usage(`missing value after ${name}`)
}

function misplaced(name: string): BulkheadError {
  if (FLAGS.has(name)) return usage(`${name} takes no value`)
  if (/^--[a-z][a-z-]{1,18}$/.test(name)) return usage(`unknown option ${name}`)
  return usage('the command comes after --')
}

const usage = (message: string): BulkheadError =>
  new BulkheadError('usage', message, {
    hint: 'bulkhead exec [--project DIR] [--broker [--strict] [--learn]] [--clean] -- COMMAND [ARG]...',
  })
