import { Command, CommanderError, Option } from 'commander'
import packageJson from '../../../package.json' with { type: 'json' }
import { BulkheadError } from '../../core/errors.ts'
import type { CliCommand, CommandArgument, CommandOption } from '../command.ts'
import { commandAt } from './command-at.ts'
import { COMMON_OPTIONS } from './common-options.ts'
import { usageError } from './usage-error.ts'

/** What the arguments ask for: a command with its input, or a text (help, version) to print. */
export type Request =
  | { readonly kind: 'run'; readonly command: CliCommand; readonly input: object; readonly common: CommonInput }
  | { readonly kind: 'text'; readonly text: string }

/** What every command takes. */
export interface CommonInput {
  readonly json?: boolean
  readonly yes?: boolean
  readonly passphraseFd?: string
}

/** True when an error has to be JSON, too; also for arguments that do not parse. */
export const asksForJson = (argv: readonly string[]): boolean => beforeSeparator(argv).includes('--json')

const beforeSeparator = (argv: readonly string[]): readonly string[] =>
  argv.includes('--') ? argv.slice(0, argv.indexOf('--')) : argv

/**
 * Reads the arguments after `bulkhead`.
 *
 * @throws {BulkheadError} `usage`. What the user wrote is quoted only where it cannot be a secret.
 */
export function parseCommandLine(commands: readonly CliCommand[], argv: readonly string[]): Request {
  if (argv.every((word) => COMMON_FLAGS.has(word))) throw noCommand()
  const topic = topicOf(argv)
  // Commander would print nothing, and call that well.
  if (topic === 'help') return parseCommandLine(commands, ['--help'])
  if (topic !== null && !commands.some(({ name }) => name === topic)) throw noSuchCommand()
  let request: Request = { kind: 'text', text: '' }
  let written = ''
  const write = (text: string): void => {
    written += text
  }
  const program = buildProgram(commands, write, (command, input, common) => {
    request = { kind: 'run', command, input, common }
  })
  try {
    program.parse([...argv], { from: 'user' })
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error
    if (!SHOWN.has(error.code)) throw usageError(error, commandIn(commands, argv))
    return { kind: 'text', text: written }
  }
  return request
}

const COMMON_FLAGS = new Set(['--json', '--yes'])

const noCommand = (): BulkheadError =>
  new BulkheadError('usage', 'no command was given', { hint: 'run `bulkhead --help` to see them' })

const noSuchCommand = (): BulkheadError =>
  new BulkheadError('usage', 'there is no such command', { hint: 'run `bulkhead --help` to see them' })

/** Commander's codes for "a text was shown", which it throws like errors. */
const SHOWN = new Set(['commander.help', 'commander.helpDisplayed', 'commander.version'])

const commandIn = (commands: readonly CliCommand[], argv: readonly string[]): CliCommand | undefined =>
  commands.find(({ name }) => name === argv[commandAt(argv)])

/** What is asked for with `help WORD`; null for anything else. */
function topicOf(argv: readonly string[]): string | null {
  const at = commandAt(argv)
  const topic = argv[at + 1]
  return argv[at] === 'help' && topic !== undefined && !topic.startsWith('-') ? topic : null
}

type Chosen = (command: CliCommand, input: object, common: CommonInput) => void

function buildProgram(commands: readonly CliCommand[], write: (text: string) => void, chosen: Chosen): Command {
  const program = new Command('bulkhead')
    .description('a vault that keeps every API token inside its domain')
    .usage('COMMAND [options]')
    .version(packageJson.version, '-V, --version', 'print the version')
    .helpOption('-h, --help', 'show this help')
    .helpCommand('help [COMMAND]', 'show the help of a command')
    .addHelpText('after', '\nrun `bulkhead COMMAND --help` for a command, `man bulkhead` for all of it')
    .configureHelp({
      optionTerm: ({ flags }) => flags.replace(/[<>]/g, ''),
      subcommandTerm: (command) => command.name(),
    })
    // Commander's own messages repeat what was typed; they become ours in usage-error.ts.
    .configureOutput({ writeOut: write, writeErr: () => {}, outputError: () => {} })
    .exitOverride()
  addCommonOptions(program)
  for (const command of commands) {
    program.addCommand(buildCommand(program, command, chosen))
  }
  return program
}

function buildCommand(program: Command, command: CliCommand, chosen: Chosen): Command {
  const { name, about, details, args = [], options = [], examples } = command
  const syntax = [...args.map(argumentTerm), ...options.filter(({ required }) => required).map(flagTerm), '[options]']
  const built = new Command(name)
    .copyInheritedSettings(program)
    .summary(about)
    .description(details === undefined ? about : `${about}\n\n${details}`)
    .usage(command.usage ?? syntax.join(' '))
    .addHelpText('after', `\nExamples:\n${examples.map((example) => `  ${example}`).join('\n')}`)
  for (const argument of args) built.argument(argumentSyntax(argument), argument.about)
  for (const option of options) built.addOption(buildOption(option))
  addCommonOptions(built)
  return built.action(() => {
    requireOptions(command, built)
    const named = args.map(({ name: argument }, index) => [argument.toLowerCase(), built.processedArgs[index]])
    chosen(command, { ...built.opts(), ...Object.fromEntries(named) }, { ...program.opts(), ...built.opts() })
  })
}

/** Commander would look for these before it looks for unknown ones, behind which a misplaced secret may be. */
function requireOptions({ name, options = [] }: CliCommand, built: Command): void {
  const missing = options.find(
    ({ flags, required }) => required && built.getOptionValue(new Option(flags).attributeName()) === undefined,
  )
  if (missing === undefined) return
  throw new BulkheadError('usage', `missing ${flagTerm(missing)}`, { hint: `run \`bulkhead ${name} --help\`` })
}

function addCommonOptions(command: Command): void {
  for (const { flags, about } of COMMON_OPTIONS) command.option(flags, about)
}

function buildOption({ flags, about, repeatable }: CommandOption): Option {
  const option = new Option(flags, about)
  return repeatable ? option.argParser((value: string, all: string[] = []) => [...all, value]) : option
}

const argumentSyntax = ({ name, optional, repeatable }: CommandArgument): string => {
  const word = repeatable ? `${name}...` : name
  return optional ? `[${word}]` : `<${word}>`
}

const argumentTerm = ({ name, optional, repeatable }: CommandArgument): string =>
  `${optional ? `[${name}]` : name}${repeatable ? '...' : ''}`

const flagTerm = ({ flags }: CommandOption): string => flags.replace(/[<>]/g, '')
