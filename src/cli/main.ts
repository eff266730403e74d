import { hasVault, type OpenVault, openVault } from '../node/open-vault.ts'
import { isInsideBroker } from '../node/processes/is-inside-broker.ts'
import { leave } from '../node/processes/leave.ts'
import { passphraseFrom } from './ask/passphrase.ts'
import { terminalPrompts } from './ask/prompt.ts'
import type { Cli } from './command.ts'
import { COMMANDS } from './commands.ts'
import { OWN_FAILURE } from './exec/own-failure.ts'
import { EXIT, exitCodeOf } from './exit-codes.ts'
import { INTERNAL_COMMANDS } from './internal-commands.ts'
import { commandAt } from './line/command-at.ts'
import { asksForJson, type CommonInput, parseCommandLine, type Request } from './line/parse-command-line.ts'
import { refuseSecrets } from './line/refuse-secrets.ts'
import { type Output, processOutput } from './output.ts'
import { isRefusedInside, refuseInside } from './refuse-inside.ts'

/** Every command but `exec`: reads the arguments, runs one command, reports what it threw, and ends the process. */
export async function main(argv: readonly string[]): Promise<never> {
  const exec = execAfterOptions(argv)
  if (exec !== null) await (await import('./exec/exec-path.ts')).runExec(exec)
  const internal = INTERNAL_COMMANDS[argv[0] ?? '']
  if (internal !== undefined) {
    await internal()
    return leave(EXIT.ok)
  }
  const out = processOutput(asksForJson(argv))
  try {
    refuseSecrets(argv)
    return await leave(await answer(requestIn(argv), out))
  } catch (error) {
    out.error(error)
    return leave(isShell(argv) ? OWN_FAILURE : exitCodeOf(error))
  }
}

/** True for `shell`, whose exit code is its child's: ours must be another, also for arguments that do not parse. */
const isShell = (argv: readonly string[]): boolean => commandIn(argv) === 'shell'

const commandIn = (argv: readonly string[]): string => argv[commandAt(argv)] ?? ''

/** The arguments of `exec` when options of every command stand before its name (`--json exec …`); else null. */
function execAfterOptions(argv: readonly string[]): readonly string[] | null {
  const at = commandAt(argv)
  return at > 0 && argv[at] === 'exec' ? argv.toSpliced(at, 1) : null
}

/** Inside a brokered session a command that is refused there is so whatever follows its name. */
function requestIn(argv: readonly string[]): Request {
  try {
    return parseCommandLine(COMMANDS, argv)
  } catch (error) {
    const name = commandIn(argv)
    if (isRefusedInside(name) && isInsideBroker(null)) refuseUnopened(name, {})
    throw error
  }
}

async function answer(request: Request, out: Output): Promise<number> {
  if (request.kind === 'run') {
    const { command, common, input } = request
    if (isRefusedInside(command.name) && isInsideBroker(null)) refuseUnopened(command.name, input)
    return withCli(out, common, { command: command.name, input }, (cli) => command.run(cli, input))
  }
  out.print({ text: request.text }, () => request.text)
  return EXIT.ok
}

/** Refuses before the command does anything, and records it where there is a vault that opens. */
function refuseUnopened(command: string, input: object): void {
  let vault: OpenVault | null = null
  try {
    if (hasVault()) vault = openVault()
  } catch {
    // What keeps it from opening changes nothing in the answer.
  }
  try {
    refuseInside(vault, command, nameIn(input))
  } finally {
    vault?.close()
  }
}

const nameIn = (input: object): unknown => ('name' in input ? input.name : undefined)

/** Lends what a command needs, and closes the vault if it was opened. */
async function withCli(
  out: Output,
  { yes = false, passphraseFd }: CommonInput,
  { command, input }: { readonly command: string; readonly input: object },
  run: (cli: Cli) => Promise<number | undefined>,
): Promise<number> {
  const ask = terminalPrompts(yes)
  const passphrase = passphraseFrom(passphraseFd, ask)
  let opened: OpenVault | undefined
  const vault = (): OpenVault => {
    if (opened !== undefined) return opened
    opened = openVault({ passphrase })
    if (isRefusedInside(command)) refuseInside(opened, command, nameIn(input))
    return opened
  }
  try {
    return (await run({ out, ask, passphrase, vault })) ?? EXIT.ok
  } finally {
    opened?.close()
  }
}
