import { BulkheadError } from '../core/errors.ts'
import type { Secret } from '../core/token/secret.ts'
import { printable } from './printable.ts'
import { readStandardInput } from './read-standard-input.ts'

/** Questions to the person at the terminal. They go to stderr, so that stdout stays data. */
export interface Prompts {
  /**
   * Goes on only after a yes.
   *
   * @param doing What is about to happen, as a noun phrase: `showing the secret of "web"`.
   * @throws {BulkheadError} `cancelled`: a no, or no terminal and no `--yes`.
   */
  confirm(doing: string): Promise<void>
  /**
   * A secret from a hidden prompt, or from standard input when that is no terminal.
   *
   * @throws {BulkheadError} `secret-invalid`, `cancelled`.
   */
  secret(label: string): Promise<Secret>
  /**
   * The passphrase of the sealed store from a hidden prompt; a new one is asked for twice.
   *
   * @throws {BulkheadError} `keychain-locked` without a terminal, `cancelled`.
   */
  passphrase(isNew: boolean): Promise<string>
}

/** Prompts on the process's own terminal. */
export function terminalPrompts(yes: boolean): Prompts {
  return {
    async confirm(doing) {
      if (yes) return
      if (!isTerminal()) throw unasked(doing)
      const { confirm } = await import('@clack/prompts')
      const answer = await confirm({ message: printable(`${doing}: go on?`), initialValue: false, ...onStderr })
      if (answer !== true) throw new BulkheadError('cancelled', `${doing} was cancelled`)
    },
    async secret(label) {
      const { readSecret } = await import('../core/token/read-secret.ts')
      return readSecret(isTerminal() ? new TextEncoder().encode(await typed(label)) : await readStandardInput())
    },
    async passphrase(isNew) {
      if (!isTerminal()) throw unreachable()
      const first = await typed('passphrase of the sealed store')
      if (isNew && (await typed('once more')) !== first) {
        throw new BulkheadError('cancelled', 'the two passphrases differ', { hint: 'nothing was changed; try again' })
      }
      return first
    },
  }
}

const onStderr = { input: process.stdin, output: process.stderr }

const isTerminal = (): boolean => process.stdin.isTTY === true && process.stderr.isTTY === true

const unasked = (doing: string): BulkheadError =>
  new BulkheadError('cancelled', `${doing} needs a yes, and there is no terminal to ask on`, {
    hint: 'add --yes to say it in advance',
  })

const unreachable = (): BulkheadError =>
  new BulkheadError('keychain-locked', 'the sealed store needs its passphrase', {
    hint: 'run this on a terminal, or give the passphrase with --passphrase-fd N',
  })

async function typed(label: string): Promise<string> {
  const { password } = await import('@clack/prompts')
  const answer = await password({ message: printable(label), ...onStderr })
  if (typeof answer === 'string') return answer
  throw new BulkheadError('cancelled', 'nothing was typed')
}
