import type { ChainHead, Seal } from '../ports.ts'
import type { Vault } from '../vault/vault.ts'
import { EMPTY_CHAIN, sameBytes, walkChain } from './chain.ts'
import { HEAD_ACCOUNT, parseSeal, readKey, sealAudit, sealed } from './seal-audit.ts'

/** What a check of the audit trail found. */
export interface Verification {
  readonly ok: boolean
  readonly rows: number
  /** Rows from the first that a seal vouches for; the rest is chained and not yet sealed. */
  readonly sealed: number
  /** Number of the first row that is changed, missing, out of place or cut off; null when none is known. */
  readonly firstBad: number | null
  /** What is wrong in plain words; null when all is well. */
  readonly problem: string | null
}

/**
 * Checks every row of the audit trail, the seal in the catalog and the one in the keychain; seals the head when all is well.
 *
 * `sealed` tells what was sealed *before* this check.
 *
 * @throws Whatever the secret store throws: without it only half of the check could be done.
 */
export async function verifyAudit(vault: Pick<Vault, 'secrets' | 'audit' | 'world' | 'hash'>): Promise<Verification> {
  const key = await readKey(vault.secrets)
  const kept = (await vault.secrets.get(HEAD_ACCOUNT))?.reveal()
  const inKeychain = kept === undefined ? null : parseSeal(kept)
  const inCatalog = vault.audit.seal()

  const wanted = [inCatalog, inKeychain].filter((seal) => seal !== null)
  const heads = new Map<number, Uint8Array>([[0, EMPTY_CHAIN.hash]])
  const { head, firstBad } = walkChain(vault.audit.rows(), vault.hash, ({ rows, hash }) => {
    if (wanted.some((seal) => seal.rows === rows)) heads.set(rows, hash)
  })

  const verification = judge(
    { head, firstBad, heads, key, seals: wanted, isHeadDamaged: kept !== undefined && inKeychain === null },
    vault,
  )
  if (verification.ok) await sealAudit(vault)
  return verification
}

interface Walked {
  readonly head: ChainHead
  readonly firstBad: number | null
  /** Hashes of the rows that seals speak of. */
  readonly heads: ReadonlyMap<number, Uint8Array>
  readonly key: Uint8Array | null
  readonly seals: readonly Seal[]
  readonly isHeadDamaged: boolean
}

function judge(walked: Walked, { hash }: Pick<Vault, 'hash'>): Verification {
  const { head, firstBad, heads, key, seals } = walked
  const bad = (problem: string, at: number | null = null, upTo = 0): Verification => ({
    ok: false,
    rows: head.rows,
    sealed: upTo,
    firstBad: at,
    problem,
  })

  if (firstBad !== null) return bad('a row was changed, removed or moved', firstBad)
  if (key === null && (seals.length > 0 || walked.isHeadDamaged)) {
    return bad('the keychain has lost the key of the seals', seals.length > 0 ? 1 : null)
  }
  if (walked.isHeadDamaged) return bad('the sealed head in the keychain is damaged')
  for (const seal of seals) {
    if (key === null || !sameBytes(seal.mac, sealed(seal, key, hash).mac)) return bad('a seal is not ours', 1)
    const found = heads.get(seal.rows)
    if (found === undefined) return bad('rows were cut off at the end', head.rows + 1)
    if (!sameBytes(found, seal.hash)) return bad('sealed rows were written anew', 1)
  }
  const upTo = Math.max(0, ...seals.map(({ rows }) => rows))
  return { ok: true, rows: head.rows, sealed: upTo, firstBad: null, problem: null }
}
