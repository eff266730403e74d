import { join } from 'node:path'
import { BulkheadError } from '../core/errors.ts'
import { createSealedStore, type Passphrase } from './catalog/sealed-store.ts'
import { chooseStore, type StoreKind, storeIn } from './catalog/store-kind.ts'
import { openCatalog } from './compose-vault.ts'
import { type Paths, pathsOf, SEALED_FILE } from './files/paths.ts'

/**
 * Chooses where this vault keeps its secrets. Choosing what is chosen already changes nothing.
 *
 * @param passphrase Asked for only when a sealed store is made.
 * @throws {BulkheadError} `failure` when tokens are kept elsewhere already; `secret-invalid` for an empty passphrase.
 */
export async function initStore(kind: StoreKind, passphrase: Passphrase, paths: Paths = pathsOf()): Promise<void> {
  using database = openCatalog(paths, false)
  const current = storeIn(database)
  if (current === kind) {
    chooseStore(database, kind)
    return
  }
  if (database.row('SELECT 1 FROM tokens LIMIT 1') !== null) {
    throw new BulkheadError('failure', `this vault keeps its tokens in the ${NAMES[current]} already`, {
      hint: 'remove its tokens first, or use another BULKHEAD_HOME',
    })
  }
  if (kind === 'sealed') await createSealedStore(join(paths.data, SEALED_FILE), await passphrase())
  chooseStore(database, kind)
}

const NAMES: Readonly<Record<StoreKind, string>> = { keychain: 'keychain', sealed: 'sealed store' }
