import { DOMAIN_KINDS } from '../../core/token/domain.ts'
import type { CliCommand, CommandArgument, CommandOption, Completion } from '../command.ts'
import { COMMON_OPTIONS } from './common-options.ts'

export interface Candidate {
  readonly value: string
  readonly about?: string
}

/** What may stand where the cursor is. */
export type Candidates =
  | { readonly kind: 'values'; readonly values: readonly Candidate[] }
  | { readonly kind: 'folder' }
  /** A command of the user's: the words from `start`, counted from the word after `bulkhead`, are its own line. */
  | { readonly kind: 'command'; readonly start: number }

/** What the catalog knows names for. */
export interface Known {
  readonly token: string
  readonly domain: string
  readonly variable: string
}

type Names = (kind: keyof Known) => readonly string[]

/**
 * Candidates for the last of the words after `bulkhead`; the last one is what has been typed of the word, maybe nothing.
 *
 * @param names Called only when names are wanted.
 */
export function candidatesFor(commands: readonly CliCommand[], words: readonly string[], names: Names): Candidates {
  const before = words.slice(0, -1)
  const current = words.at(-1) ?? ''
  const command = commands.find(({ name }) => name === before.find((word) => !word.startsWith('-')))
  const separator = before.indexOf('--')
  if (command && separator >= 0) return { kind: 'command', start: separator + 1 }

  return startingWith(current, all(commands, command, before, current, names))
}

function all(
  commands: readonly CliCommand[],
  command: CliCommand | undefined,
  before: readonly string[],
  current: string,
  names: Names,
): Candidates {
  const options = [...(command?.options ?? []), ...COMMON_OPTIONS]
  const open = options.find((option) => takesValue(option) && longFlags(option).includes(before.at(-1) ?? ''))
  if (open) return valuesOf(open.completes ?? byPlaceholder(placeholderOf(open)), names)
  if (current.startsWith('-')) return values([...options.flatMap(optionCandidates), HELP])
  if (!command) return values(commands.map(({ name, about }) => ({ value: name, about })))
  const argument = argumentAt(command, operandsIn(before, options).length - 1)
  return argument ? valuesOf(argument.completes ?? byPlaceholder(argument.name), names) : values([])
}

const HELP: Candidate = { value: '--help', about: 'show help' }

const BY_PLACEHOLDER: Readonly<Record<string, Completion>> = {
  NAME: 'token',
  DIR: 'folder',
  VAR: 'variable',
  'KIND:NAME': 'domain',
}

const byPlaceholder = (placeholder: string): Completion => BY_PLACEHOLDER[placeholder] ?? 'nothing'

function valuesOf(completion: Completion, names: Names): Candidates {
  if (completion === 'folder') return { kind: 'folder' }
  if (completion === 'nothing') return values([])
  if (completion === 'domain') return values([...DOMAIN_KINDS.map((kind) => `${kind}:`), ...names('domain')].map(named))
  return values((typeof completion === 'string' ? names(completion) : completion).map(named))
}

const named = (value: string): Candidate => ({ value })

const values = (candidates: readonly Candidate[]): Candidates => ({ kind: 'values', values: candidates })

const startingWith = (current: string, candidates: Candidates): Candidates =>
  candidates.kind === 'values' ? values(candidates.values.filter(({ value }) => value.startsWith(current))) : candidates

/** The words that are no options and no values of options; the first is the command. */
function operandsIn(words: readonly string[], options: readonly CommandOption[]): string[] {
  const taking = options.filter(takesValue).flatMap(longFlags)
  return words.filter((word, index) => !word.startsWith('-') && !taking.includes(words[index - 1] ?? ''))
}

const argumentAt = ({ args = [] }: CliCommand, position: number): CommandArgument | undefined =>
  args[position] ?? (args.at(-1)?.repeatable ? args.at(-1) : undefined)

const takesValue = ({ flags }: CommandOption): boolean => flags.includes('<')

const placeholderOf = ({ flags }: CommandOption): string => /<([^>]+)>/.exec(flags)?.[1] ?? ''

const longFlags = ({ flags }: CommandOption): string[] => flags.split(/[ ,]+/).filter((word) => word.startsWith('--'))

const optionCandidates = (option: CommandOption): Candidate[] =>
  longFlags(option).map((value) => ({ value, about: option.about }))
