import type { CommanderError } from 'commander'
import { BulkheadError } from '../../core/errors.ts'
import type { CliCommand } from '../command.ts'

const ON_STDIN = 'a secret is never an argument: pipe it in, or run the command in a terminal and type it'

/** Arguments, options and commands as a person writes them, too short and plain for a secret; nothing else is repeated. */
const QUOTABLE = /^(?:[A-Z]+|--[a-z][a-z-]{1,18}|[a-z]{1,12})$/

/**
 * Commander's complaint in our voice.
 *
 * Its own messages repeat arguments, and a secret may have been among them.
 */
export function usageError({ code, message }: CommanderError, command: CliCommand | undefined): BulkheadError {
  const word = quoted(message)
  const mayBeSecret = command?.readsSecret === true && MISPLACED.has(code)
  const hint = mayBeSecret && !isSlip(message) ? ON_STDIN : (suggestion(message) ?? helpFor(command))
  return new BulkheadError('usage', (WORDING[code] ?? WORDING.other)(word), { hint })
}

/** Complaints behind which a misplaced secret may be. */
const MISPLACED = new Set(['commander.unknownOption', 'commander.excessArguments'])

/** A misspelt option of ours, and none that people give secrets with in other programs. */
const isSlip = (message: string): boolean =>
  suggestion(message) !== undefined && !/secret|token|value|pass|key/.test(quoted(message) ?? 'key')

type Wording = (word: string | null) => string

const WORDING: Readonly<Record<string, Wording>> & { readonly other: Wording } = {
  'commander.unknownOption': (word) => `unknown option${after(word)}`,
  'commander.unknownCommand': (word) => `unknown command${after(word)}`,
  'commander.excessArguments': () => 'too many arguments',
  'commander.missingArgument': (word) => `missing argument${after(word)}`,
  'commander.optionMissingArgument': (word) => `missing value after${after(word) || ' an option'}`,
  other: () => 'the arguments do not fit',
}

const after = (word: string | null): string => (word === null ? '' : ` ${word}`)

const helpFor = (command: CliCommand | undefined): string =>
  `run \`bulkhead ${command === undefined ? '' : `${command.name} `}--help\``

/** The word in quotes in commander's message, without its value, if it may be repeated. */
function quoted(message: string): string | null {
  const word = /'([^'= ]*)/.exec(message)?.[1] ?? ''
  return QUOTABLE.test(word) ? word : null
}

/** "did you mean …": commander names only options and commands of ours there. */
function suggestion(message: string): string | undefined {
  const found = /\(Did you mean (?:one of )?([^?()]*)\?\)$/.exec(message)?.[1]
  return found === undefined ? undefined : `did you mean ${found}`
}
