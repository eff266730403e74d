import { join } from 'node:path'
import { BulkheadError } from '../core/errors.ts'
import type { Hash, SealedRecords, SecretStore, World } from '../core/ports.ts'
import type { Provider } from '../core/token/provider.ts'
import { oversizeStore } from '../core/vault/oversize-store.ts'
import type { Vault } from '../core/vault/vault.ts'
import { auditLogIn } from './catalog/audit-log.ts'
import { catalogIn } from './catalog/catalog.ts'
import { catalogSchema } from './catalog/catalog-schema.ts'
import { Database } from './catalog/database.ts'
import { migrate } from './catalog/migrate.ts'
import { sealedRecordsIn } from './catalog/sealed-records.ts'
import { type Passphrase, sealedStore } from './catalog/sealed-store.ts'
import { type StoreKind, storeIn } from './catalog/store-kind.ts'
import { type Paths, pathsOf, SEALED_FILE } from './files/paths.ts'
import { safeDirectory, safeHome, statOf } from './files/safe-directory.ts'
import { nodeHash } from './hash.ts'
import { keychain } from './keychain/keychain.ts'
import { actor } from './processes/actor.ts'
import { machineWorld } from './world.ts'

export interface VaultOptions {
  /**
   * In place of this process's own way to the OS keychain; secrets too large for one entry are still sealed. The app
   * passes its keychain process. A vault with a sealed store has no use for it.
   */
  readonly secrets?: SecretStore
  /** Asked for at the first use of a sealed store. Without it that store stays locked. */
  readonly passphrase?: Passphrase
  /** Changes nothing, and makes no catalog where there is none. Default false. */
  readonly readonly?: boolean
  readonly paths?: Paths
  /** Default: node:crypto. `exec` has no time to load it. */
  readonly hash?: Hash
  readonly world?: World
}

export interface OpenVault extends Vault {
  readonly paths: Paths
  /** Where the secrets are. */
  readonly store: StoreKind
  /** Said by a process that records requests: its rows come by the hundred. */
  expectMany(): void
  close(): void
}

export const CATALOG_FILE = 'catalog.db'

/** `openVault` with a provider table of the caller's choice; `exec`, which identifies nothing, passes none. */
export function composeVault(providers: readonly Provider[], options: VaultOptions = {}): OpenVault {
  const { paths = pathsOf(), readonly = false, hash = nodeHash, world = machineWorld } = options
  const database = openCatalog(paths, readonly)
  const audit = auditLogIn(database, hash)
  const catalog = catalogIn(database, audit)
  const store = storeIn(database)
  const secrets = secretsOf(store, paths, sealedRecordsIn(database), options)
  return {
    secrets,
    catalog,
    audit,
    world,
    hash,
    providers,
    actor,
    paths,
    store,
    expectMany: () => database.expectMany(),
    close: () => {
      secrets[Symbol.dispose]?.()
      database.close()
    },
  }
}

/** The catalog's file, checked and brought to today's schema. */
export function openCatalog(paths: Paths, readonly: boolean): Database {
  if (paths.home !== null) safeHome(paths.home)
  const path = join(paths.data, CATALOG_FILE)
  // Reading a vault that was never used must not make one.
  const isMissing = readonly && statOf(path) === null
  if (!isMissing) safeDirectory(paths.data)
  // None of them is needed yet, but what is kept there later would be no safer than now.
  for (const folder of [paths.state, paths.config, paths.cache, paths.run]) {
    if (statOf(folder) !== null) safeDirectory(folder)
  }
  const database = new Database(isMissing ? ':memory:' : path, { readonly: readonly && !isMissing })
  migrate(database, catalogSchema(machineWorld.random))
  return database
}

function secretsOf(
  store: StoreKind,
  paths: Paths,
  records: SealedRecords,
  { secrets, passphrase = noPassphrase }: VaultOptions,
): SecretStore & Partial<Disposable> {
  if (store === 'sealed') return sealedStore(join(paths.data, SEALED_FILE), passphrase)
  return oversizeStore(secrets ?? keychain(), records, machineWorld)
}

const noPassphrase: Passphrase = async () => {
  throw new BulkheadError('keychain-locked', 'the sealed store needs its passphrase', {
    hint: 'run this on a terminal, or give the passphrase with --passphrase-fd N',
  })
}
