import { type OpenVault, openVault } from '../node/open-vault.ts'
import type { Cli } from './command.ts'
import { COMMANDS } from './commands.ts'
import { EXIT, type ExitCode, exitCodeOf } from './exit-codes.ts'
import { type Output, processOutput } from './output.ts'
import { asksForJson, parseCommandLine, type Request } from './parse-command-line.ts'
import { terminalPrompts } from './prompt.ts'

/** Every command but `exec`: reads the arguments, runs one command, reports what it threw, and sets the exit code. */
export async function main(argv: readonly string[]): Promise<void> {
  const out = processOutput(asksForJson(argv))
  try {
    process.exitCode = await answer(parseCommandLine(COMMANDS, argv), out)
  } catch (error) {
    out.error(error)
    process.exitCode = exitCodeOf(error)
  }
}

async function answer(request: Request, out: Output): Promise<ExitCode> {
  if (request.kind === 'text') {
    out.print({ text: request.text }, () => request.text)
    return EXIT.ok
  }
  return withCli(out, request.yes, (cli) => request.command.run(cli, request.input))
}

/** Lends what a command needs, and closes the vault if it was opened. */
async function withCli(out: Output, yes: boolean, run: (cli: Cli) => Promise<ExitCode | undefined>): Promise<ExitCode> {
  let opened: OpenVault | undefined
  try {
    const code = await run({
      out,
      ask: terminalPrompts(yes),
      vault: () => {
        opened ??= openVault()
        return opened
      },
    })
    return code ?? EXIT.ok
  } finally {
    opened?.close()
  }
}
