import { BulkheadError } from '../../core/errors.ts'
import { initStore } from '../../node/init-store.ts'
import type { CliCommand } from '../command.ts'

const STORES = ['keychain', 'sealed'] as const

export const init: CliCommand<{ readonly store?: string }> = {
  name: 'init',
  about: 'choose where secrets are kept; needed only where there is no keychain',
  details:
    'The first use of any command makes a vault on the system’s keychain. A sealed store is a file under a passphrase, ' +
    'for machines without one, and is chosen before the first token is added.',
  options: [{ flags: '--store <STORE>', about: 'keychain (the default) or sealed', completes: STORES }],
  examples: ['bulkhead init --store sealed', 'bulkhead init --store sealed --passphrase-fd 3 3< passphrase.txt'],
  async run({ out, passphrase }, { store = 'keychain' }) {
    const kind = STORES.find((known) => known === store)
    if (kind === undefined) {
      throw new BulkheadError('usage', 'there is no such store', { hint: `one of ${STORES.join(', ')}` })
    }
    await initStore(kind, () => passphrase(true))
    out.print({ ok: true }, () => '')
    out.say(
      kind === 'sealed'
        ? 'secrets are kept in a sealed store, under your passphrase'
        : 'secrets are kept in the keychain',
    )
    return undefined
  },
}
