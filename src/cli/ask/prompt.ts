import { BulkheadError } from '../../core/errors.ts'
import type { Secret } from '../../core/token/secret.ts'
import { askHidden } from './ask-hidden.ts'
import { askYes } from './ask-yes.ts'
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
      if (!(await askYes(`${doing}: go on?`))) throw new BulkheadError('cancelled', `${doing} was cancelled`)
    },
    async secret(label) {
      const { readSecret } = await import('../../core/token/read-secret.ts')
      return readSecret(isTerminal() ? new TextEncoder().encode(await askHidden(label)) : await readStandardInput())
    },
    async passphrase(isNew) {
      if (!isTerminal()) throw unreachable()
      const first = await askHidden('passphrase of the sealed store')
      if (isNew && (await askHidden('once more')) !== first) {
        throw new BulkheadError('cancelled', 'the two passphrases differ', { hint: 'nothing was changed; try again' })
      }
      return first
    },
  }
}

const isTerminal = (): boolean => process.stdin.isTTY === true && process.stderr.isTTY === true

const unasked = (doing: string): BulkheadError =>
  new BulkheadError('cancelled', `${doing} needs a yes, and there is no terminal to ask on`, {
    hint: 'add --yes to say it in advance',
  })

const unreachable = (): BulkheadError =>
  new BulkheadError('keychain-locked', 'the sealed store needs its passphrase', {
    hint: 'run this on a terminal, or give the passphrase with --passphrase-fd N',
  })
