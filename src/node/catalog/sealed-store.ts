import { existsSync } from 'node:fs'
import { BulkheadError } from '../../core/errors.ts'
import type { SecretStore } from '../../core/ports.ts'
import { Secret } from '../../core/token/secret.ts'
import { nodeCrypto } from '../node-crypto.ts'
import { corrupt } from './catalog-error.ts'
import { Database } from './database.ts'
import { migrate } from './migrate.ts'

/** Asks the user, once per process at most. */
export type Passphrase = () => Promise<string>

// RFC 7914; N and r make each guess cost 128 MiB and a third of a second.
const COST = { N: 2 ** 17, r: 8, p: 1 } as const
const SALT_BYTES = 16
const KEY_BYTES = 32

/** The account of the entry that tells a right passphrase from a wrong one; its content is known. */
export const CHECK = 'sealed.check'
const CHECK_TEXT = 'bulkhead'

const SCHEMA = {
  steps: ['CREATE TABLE sealed (account TEXT PRIMARY KEY, jwe TEXT NOT NULL) STRICT, WITHOUT ROWID'],
  // `blks`.
  applicationId: 0x626c6b73,
}

/**
 * Makes a new sealed store, a file of its own beside the catalog. One that a crash left before it held a secret is taken over.
 *
 * @throws {BulkheadError} `secret-invalid` for an empty passphrase, `failure` when there is one with secrets, `disk`.
 */
export async function createSealedStore(path: string, passphrase: string): Promise<void> {
  if (passphrase === '') throw new BulkheadError('secret-invalid', 'the passphrase is empty')
  const salt = nodeCrypto().randomBytes(SALT_BYTES)
  const check = await sealWith({ salt, key: await derive(passphrase, salt) }, CHECK, new Secret(CHECK_TEXT))
  using database = openFile(path)
  database.write(() => {
    if (database.row('SELECT 1 FROM sealed WHERE account <> ?', CHECK) !== null) {
      throw new BulkheadError('failure', 'there is a sealed store with secrets already')
    }
    write(database, CHECK, check)
  })
}

/**
 * Secrets in a file, each sealed under a key that scrypt makes of a passphrase; parameters and salt are in the JWE's protected header.
 *
 * @throws {BulkheadError} `keychain-locked` from its methods for a wrong passphrase, `catalog-corrupt` for a damaged file.
 */
export function sealedStore(path: string, passphrase: Passphrase): SecretStore & Disposable {
  if (!existsSync(path)) throw corrupt('the sealed store that belongs to it is missing')
  const database = openFile(path)
  let unlocking: Promise<Unlocked> | undefined
  const unlocked = (): Promise<Unlocked> => {
    unlocking ??= unlock(database, passphrase)
    return unlocking
  }

  return {
    async get(account) {
      const jwe = read(database, account)
      return jwe === null ? null : unsealWith(await unlocked(), account, jwe)
    },
    async set(account, secret) {
      const jwe = await sealWith(await unlocked(), account, secret)
      database.write(() => write(database, account, jwe))
    },
    async delete(account) {
      return database.write(() => database.run('DELETE FROM sealed WHERE account = ?', account)) > 0
    },
    [Symbol.dispose]: () => database.close(),
  }
}

interface Unlocked {
  readonly key: Uint8Array
  readonly salt: Uint8Array
}

async function unlock(database: Database, passphrase: Passphrase): Promise<Unlocked> {
  const check = read(database, CHECK)
  if (check === null) throw corrupt('the sealed store has lost its check entry')
  const salt = saltIn(check)
  const key = await derive(await passphrase(), salt)
  const { unseal } = await import('../../core/vault/seal.ts')
  const found = await unseal(check, CHECK, key)
  if (found?.reveal() === CHECK_TEXT) return { key, salt }
  throw new BulkheadError('keychain-locked', 'the passphrase is wrong', { hint: 'nothing was changed; try again' })
}

async function sealWith({ key, salt }: Unlocked, account: string, secret: Secret): Promise<string> {
  const { seal } = await import('../../core/vault/seal.ts')
  return seal(secret, account, key, { kdf: 'scrypt', ...COST, salt: Buffer.from(salt).toString('base64url') })
}

async function unsealWith({ key }: Unlocked, account: string, jwe: string): Promise<Secret> {
  const { unseal } = await import('../../core/vault/seal.ts')
  const secret = await unseal(jwe, account, key)
  if (secret === null) throw corrupt('a sealed secret is damaged')
  return secret
}

/** The salt in a JWE's protected header. Other costs than ours are refused: a planted header could ask for all memory. */
function saltIn(jwe: string): Uint8Array {
  const header = parseHeader(jwe)
  const isOurs = header.kdf === 'scrypt' && header.N === COST.N && header.r === COST.r && header.p === COST.p
  const salt = typeof header.salt === 'string' ? Buffer.from(header.salt, 'base64url') : Buffer.alloc(0)
  if (!isOurs || salt.length !== SALT_BYTES) throw corrupt('the sealed store has a header that is not ours')
  return salt
}

function parseHeader(jwe: string): Record<string, unknown> {
  try {
    const header: unknown = JSON.parse(Buffer.from(jwe.slice(0, jwe.indexOf('.')), 'base64url').toString())
    return typeof header === 'object' && header !== null ? { ...header } : {}
  } catch {
    return {}
  }
}

const derive = (passphrase: string, salt: Uint8Array): Promise<Uint8Array> =>
  new Promise((resolve, reject) => {
    // scrypt needs 128 · N · r bytes and a little more. The passphrase is normalised: keyboards differ in how they compose é.
    const options = { ...COST, maxmem: 256 * COST.N * COST.r }
    nodeCrypto().scrypt(passphrase.normalize('NFKC'), salt, KEY_BYTES, options, (error, key) =>
      error ? reject(error) : resolve(key),
    )
  })

function openFile(path: string): Database {
  const database = new Database(path)
  migrate(database, SCHEMA)
  return database
}

function read(database: Database, account: string): string | null {
  const jwe = database.row('SELECT jwe FROM sealed WHERE account = ?', account)?.[0]
  return typeof jwe === 'string' ? jwe : null
}

const write = (database: Database, account: string, jwe: string): number =>
  database.run('INSERT OR REPLACE INTO sealed (account, jwe) VALUES (?, ?)', account, jwe)
