import { BulkheadError } from '../errors.ts'
import type { ChainHead, Hash, Seal } from '../ports.ts'
import { Secret } from '../token/secret.ts'
import type { Vault } from '../vault/vault.ts'
import { concat, eightBytes } from './chain.ts'

/** Keychain account of the key that seals are made with, 32 bytes as hex. */
export const KEY_ACCOUNT = 'key.audit'

/** Keychain account of the latest sealed head, out of reach of who can change the catalog's file. */
export const HEAD_ACCOUNT = 'audit.head'

type Sealing = Pick<Vault, 'secrets' | 'audit' | 'world' | 'hash'>

/**
 * Seals the chain's head: in the catalog, and in the keychain, where a shorter chain shows later that it was cut.
 *
 * For whoever talks to the keychain anyway, at a session's end for one; never for `exec`.
 *
 * @throws {BulkheadError} `failure` when rows were sealed before and the key is gone; whatever the secret store throws.
 */
export async function sealAudit(vault: Sealing): Promise<Seal> {
  const key = await sealingKey(vault)
  const seal = sealed(vault.audit.head(), key, vault.hash)
  vault.audit.setSeal(seal)
  await vault.secrets.set(HEAD_ACCOUNT, new Secret(formatSeal(seal)))
  return seal
}

/** The key; made when nothing was ever sealed, never when rows were: a new key would hide what happened to them. */
async function sealingKey({ secrets, audit, world }: Sealing): Promise<Uint8Array> {
  const known = await readKey(secrets)
  if (known !== null) return known
  if (audit.seal() !== null || (await secrets.get(HEAD_ACCOUNT)) !== null) {
    throw new BulkheadError('failure', 'the keychain has lost the key that the audit trail was sealed with', {
      hint: 'see what still holds: bulkhead audit verify',
    })
  }
  const key = world.random(32)
  await secrets.set(KEY_ACCOUNT, new Secret(toHex(key)))
  return key
}

export async function readKey(secrets: Sealing['secrets']): Promise<Uint8Array | null> {
  const text = (await secrets.get(KEY_ACCOUNT))?.reveal()
  return text !== undefined && /^[0-9a-f]{64}$/.test(text) ? fromHex(text) : null
}

/** A seal over count and hash. */
export const sealed = (head: ChainHead, key: Uint8Array, hash: Hash): Seal => ({
  ...head,
  mac: hash.hmac(key, concat(eightBytes(head.rows), head.hash)),
})

/** `ROWS HASH MAC`, the keychain's form of a seal. */
const formatSeal = ({ rows, hash, mac }: Seal): string => `${rows} ${toHex(hash)} ${toHex(mac)}`

/** Reads `ROWS HASH MAC`; null when it is not that. */
export function parseSeal(text: string): Seal | null {
  const match = /^(\d{1,15}) ([0-9a-f]{64}) ([0-9a-f]{64})$/.exec(text)
  const [, rows = '', hash = '', mac = ''] = match ?? []
  return match && { rows: Number(rows), hash: fromHex(hash), mac: fromHex(mac) }
}

const toHex = (bytes: Uint8Array): string => Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')

const fromHex = (text: string): Uint8Array =>
  Uint8Array.from(text.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16))
