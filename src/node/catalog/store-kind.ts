import type { Database } from './database.ts'

/** Where secrets are kept: the OS keychain, unless `init --store sealed` chose otherwise. */
export type StoreKind = 'keychain' | 'sealed'

export const storeIn = (database: Database): StoreKind =>
  database.row("SELECT value FROM meta WHERE key = 'store'")?.[0] === 'sealed' ? 'sealed' : 'keychain'

export const chooseStore = (database: Database, kind: StoreKind): number =>
  database.write(() => database.run("INSERT OR REPLACE INTO meta (key, value) VALUES ('store', ?)", kind))
