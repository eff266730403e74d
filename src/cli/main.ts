import { leave } from '../node/leave.ts'
import { type OpenVault, openVault } from '../node/open-vault.ts'
import type { Cli } from './command.ts'
import { COMMANDS } from './commands.ts'
import { EXIT, type ExitCode, exitCodeOf } from './exit-codes.ts'
import { INTERNAL_COMMANDS } from './internal-commands.ts'
import { type Output, processOutput } from './output.ts'
import { asksForJson, type CommonInput, parseCommandLine, type Request } from './parse-command-line.ts'
import { passphraseFrom } from './passphrase.ts'
import { terminalPrompts } from './prompt.ts'
import { refuseSecrets } from './refuse-secrets.ts'

/** Every command but `exec`: reads the arguments, runs one command, reports what it threw, and ends the process. */
export async function main(argv: readonly string[]): Promise<never> {
  const internal = INTERNAL_COMMANDS[argv[0] ?? '']
  if (internal !== undefined) {
    await internal()
    return leave(EXIT.ok)
  }
  const out = processOutput(asksForJson(argv))
  try {
    refuseSecrets(argv)
    return await leave(await answer(parseCommandLine(COMMANDS, argv), out))
  } catch (error) {
    out.error(error)
    return leave(exitCodeOf(error))
  }
}

async function answer(request: Request, out: Output): Promise<ExitCode> {
  if (request.kind === 'run') return withCli(out, request.common, (cli) => request.command.run(cli, request.input))
  out.print({ text: request.text }, () => request.text)
  return EXIT.ok
}

/** Lends what a command needs, and closes the vault if it was opened. */
async function withCli(
  out: Output,
  { yes = false, passphraseFd }: CommonInput,
  run: (cli: Cli) => Promise<ExitCode | undefined>,
): Promise<ExitCode> {
  const ask = terminalPrompts(yes)
  const passphrase = passphraseFrom(passphraseFd, ask)
  let opened: OpenVault | undefined
  const vault = (): OpenVault => {
    opened ??= openVault({ passphrase })
    return opened
  }
  try {
    return (await run({ out, ask, passphrase, vault })) ?? EXIT.ok
  } finally {
    opened?.close()
  }
}
