import { BulkheadError } from '../errors.ts'
import type { ChainHead, Hash, Seal } from '../ports.ts'
import { Secret } from '../token/secret.ts'
import type { Vault } from '../vault/vault.ts'
import { concat, EMPTY_CHAIN, eightBytes, sameBytes } from './chain.ts'

/** Keychain account of the key that seals are made with, 32 bytes as hex. */
export const KEY_ACCOUNT = 'key.audit'

/** Keychain account of the latest sealed head, out of reach of who can change the catalog's file. */
export const HEAD_ACCOUNT = 'audit.head'

export type Sealing = Pick<Vault, 'secrets' | 'audit' | 'world' | 'hash'>

/**
 * Seals the chain's head: in the catalog, and in the keychain, where a shorter chain shows later that it was cut.
 *
 * For whoever talks to the keychain anyway, at a session's end for one; never for `exec`. A chain that does not reach
 * what was sealed before is left as it is: a new seal would hide that it was changed.
 *
 * @throws {BulkheadError} `failure` when an earlier seal does not hold or its key is gone; whatever the secret store throws.
 */
export const sealAudit = (vault: Sealing): Promise<Seal> => vault.audit.sealing(() => sealInTurn(vault))

/** The same, for whoever has the turn to seal. */
export async function sealInTurn(vault: Sealing): Promise<Seal> {
  const { audit, secrets, hash } = vault
  const seals = await earlierSeals(vault)
  const key = await sealingKey(vault, seals)
  if (seals.some((seal) => seal === 'damaged' || whyBroken(seal, key, vault) !== null)) throw broken()

  const seal = sealed(audit.head(), key, hash)
  audit.setSeal(seal)
  await secrets.set(HEAD_ACCOUNT, new Secret(formatSeal(seal)))
  return seal
}

/** The seal in the catalog and the one in the keychain, as far as there are any. */
export async function earlierSeals({
  audit,
  secrets,
}: Pick<Sealing, 'audit' | 'secrets'>): Promise<(Seal | 'damaged')[]> {
  const kept = (await secrets.get(HEAD_ACCOUNT))?.reveal()
  const inCatalog = audit.seal()
  return [
    ...(inCatalog === null ? [] : [inCatalog]),
    ...(kept === undefined ? [] : [parseSeal(kept) ?? ('damaged' as const)]),
  ]
}

/** Why a seal does not hold over the chain as it is now; null when it does. The rows before it are not walked. */
export function whyBroken(
  seal: Seal,
  key: Uint8Array,
  { audit, hash }: Pick<Sealing, 'audit' | 'hash'>,
): 'forged' | 'cut' | 'rewritten' | null {
  if (!sameBytes(seal.mac, sealed(seal, key, hash).mac)) return 'forged'
  const found = seal.rows === 0 ? EMPTY_CHAIN.hash : audit.hashAt(seal.rows)
  if (found === null) return 'cut'
  return sameBytes(found, seal.hash) ? null : 'rewritten'
}

/** The key; made when nothing was ever sealed, never when rows were: a new key would hide what happened to them. */
async function sealingKey({ secrets, world }: Sealing, seals: readonly unknown[]): Promise<Uint8Array> {
  const known = await readKey(secrets)
  if (known !== null) return known
  if (seals.length > 0) throw broken()
  const key = world.random(32)
  await secrets.set(KEY_ACCOUNT, new Secret(toHex(key)))
  return key
}

const broken = (): BulkheadError =>
  new BulkheadError('failure', 'the audit trail is not what was sealed, so it is not sealed again', {
    hint: 'see what still holds: bulkhead audit verify',
  })

/** The key; null when it is missing or damaged. */
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
function parseSeal(text: string): Seal | null {
  const match = /^(\d{1,15}) ([0-9a-f]{64}) ([0-9a-f]{64})$/.exec(text)
  const [, rows = '', hash = '', mac = ''] = match ?? []
  return match && { rows: Number(rows), hash: fromHex(hash), mac: fromHex(mac) }
}

const toHex = (bytes: Uint8Array): string => Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')

const fromHex = (text: string): Uint8Array =>
  Uint8Array.from(text.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16))
