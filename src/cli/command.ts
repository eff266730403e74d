import type { OpenVault } from '../node/open-vault.ts'
import type { ReadPassphrase } from './ask/passphrase.ts'
import type { Prompts } from './ask/prompt.ts'
import type { Output } from './output.ts'

/** What a command is handed: its streams, its questions, and the vault, which opens on first use and is closed for it. */
export interface Cli {
  readonly out: Output
  readonly ask: Prompts
  readonly vault: () => OpenVault
  readonly passphrase: ReadPassphrase
}

/** What completion offers for a value; by default what its placeholder says (`DIR`: folders). */
export type Completion = 'token' | 'domain' | 'folder' | 'variable' | 'nothing' | readonly string[]

export interface CommandArgument {
  /** Upper case, as the usage line shows it: `NAME`. */
  readonly name: string
  readonly about: string
  readonly optional?: true
  readonly repeatable?: true
  readonly completes?: Completion
}

export interface CommandOption {
  /** As commander reads it: `--to <DESTINATION>`. */
  readonly flags: string
  readonly about: string
  readonly required?: true
  /** May be given several times; the input is then an array. */
  readonly repeatable?: true
  readonly completes?: Completion
}

/**
 * One command, as data: help, completion and the man page's check are read from it.
 *
 * `run` gets one input: options by their camel-case name, arguments by theirs in lower case.
 */
export interface CliCommand<Input extends object = object> {
  readonly name: string
  /** One line, lower case, no full stop. */
  readonly about: string
  readonly details?: string
  /** What follows the name in the usage line, where arguments and then options would be wrong. */
  readonly usage?: string
  readonly args?: readonly CommandArgument[]
  readonly options?: readonly CommandOption[]
  /** It takes a secret from standard input or a prompt, so a stray argument may be one. */
  readonly readsSecret?: true
  /** At least one complete line to try. */
  readonly examples: readonly [string, ...string[]]
  /** @returns The exit code, 0 when undefined; a number of its own only for `shell`, which ends with its child's. */
  run(cli: Cli, input: Input): Promise<number | undefined>
}
