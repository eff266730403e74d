import { BulkheadError } from '../errors.ts'
import type { SealedRecords, SecretStore, World } from '../ports.ts'
import { Secret } from '../token/secret.ts'

/** Most bytes that go into a keychain entry as they are. Windows stops at 2,560 (CRED_MAX_CREDENTIAL_BLOB_SIZE). */
export const ENTRY_LIMIT = 2_000

const PREFIX = 'bulkhead-sealed'

/** `bulkhead-sealed REF KEY`: the name of a record of 128 bits and its key of 256, both hex. */
const ENTRY = /^bulkhead-sealed ([0-9a-f]{32}) ([0-9a-f]{64})$/

/**
 * A secret store for any length over one with short entries: a longer secret is sealed into `records`, and its random
 * key takes the secret's place in the entry.
 *
 * An entry is replaced only when the new record is in place, so the old secret stays when anything fails.
 */
export function oversizeStore(
  entries: SecretStore,
  records: SealedRecords,
  { random }: Pick<World, 'random'>,
): SecretStore {
  return {
    async get(account) {
      const entry = await entries.get(account)
      const reference = entry && parseEntry(entry)
      return reference ? open(reference, account, entry, records) : entry
    },
    async set(account, secret) {
      if (secret.byteLength <= ENTRY_LIMIT) {
        await entries.set(account, secret)
        records.prune(account, null)
        return
      }
      const { seal } = await import('./seal.ts')
      const ref = toHex(random(16))
      const key = random(32)
      records.write(ref, account, await seal(secret, account, key))
      await entries.set(account, new Secret(`${PREFIX} ${ref} ${toHex(key)}`))
      records.prune(account, ref)
    },
    async delete(account) {
      const found = await entries.delete(account)
      records.prune(account, null)
      return found
    },
  }
}

interface Reference {
  readonly ref: string
  readonly key: string
}

function parseEntry(entry: Secret): Reference | null {
  const text = entry.reveal()
  if (!text.startsWith(PREFIX)) return null
  const [, ref, key] = ENTRY.exec(text) ?? []
  return ref !== undefined && key !== undefined ? { ref, key } : null
}

async function open({ ref, key }: Reference, account: string, entry: Secret, records: SealedRecords): Promise<Secret> {
  const jwe = records.read(ref)
  // A secret of the user's may look like an entry of ours; then no record has its name.
  if (jwe === null) return entry
  const { unseal } = await import('./seal.ts')
  const secret = await unseal(jwe, account, fromHex(key))
  if (secret !== null) return secret
  throw new BulkheadError('catalog-corrupt', 'a sealed secret in the catalog is damaged', {
    hint: 'put back a copy of catalog.db, or give the secret again: bulkhead rotate NAME',
  })
}

const toHex = (bytes: Uint8Array): string => Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')

const fromHex = (text: string): Uint8Array =>
  Uint8Array.from(text.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16))
