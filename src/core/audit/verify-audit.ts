import type { ChainHead, Seal } from '../ports.ts'
import { walkChain } from './chain.ts'
import { earlierSeals, readKey, type Sealing, sealInTurn, whyBroken } from './seal-audit.ts'

/** What a check of the audit trail found. */
export interface Verification {
  readonly ok: boolean
  readonly rows: number
  /** Rows from the first that a seal vouched for before this check; the rest is chained and was not sealed yet. */
  readonly sealed: number
  /** Number of the first row that is changed, missing, out of place or cut off; null when none is known. */
  readonly firstBad: number | null
  /** What is wrong in plain words; null when all is well. */
  readonly problem: string | null
}

/**
 * Checks every row of the audit trail, the seal in the catalog and the one in the keychain; seals the head when all is well.
 *
 * @throws Whatever the secret store throws: without it only half of the check could be done.
 */
export const verifyAudit = (vault: Sealing): Promise<Verification> => vault.audit.sealing(() => verifyInTurn(vault))

async function verifyInTurn(vault: Sealing): Promise<Verification> {
  const key = await readKey(vault.secrets)
  const seals = await earlierSeals(vault)
  const { head, firstBad } = walkChain(vault.audit.rows(), vault.hash)
  const verification =
    firstBad === null
      ? judgeSeals(head, seals, key, vault)
      : bad(head, { problem: 'a row was changed, removed or moved', firstBad })
  if (verification.ok) await sealInTurn(vault)
  return verification
}

function judgeSeals(
  head: ChainHead,
  seals: readonly (Seal | 'damaged')[],
  key: Uint8Array | null,
  vault: Pick<Sealing, 'audit' | 'hash'>,
): Verification {
  for (const seal of seals) {
    if (key === null) return bad(head, { problem: 'the keychain has lost the key of the seals', firstBad: 1 })
    if (seal === 'damaged') return bad(head, { problem: 'the sealed head in the keychain is damaged', firstBad: null })
    const why = whyBroken(seal, key, vault)
    if (why !== null) return bad(head, { problem: PROBLEMS[why], firstBad: why === 'cut' ? head.rows + 1 : 1 })
  }
  const sealed = Math.max(0, ...seals.map((seal) => (seal === 'damaged' ? 0 : seal.rows)))
  return { ok: true, rows: head.rows, sealed, firstBad: null, problem: null }
}

const PROBLEMS = {
  forged: 'a seal is not ours',
  cut: 'rows were cut off at the end',
  rewritten: 'sealed rows were written anew',
} as const

const bad = ({ rows }: ChainHead, found: Pick<Verification, 'firstBad' | 'problem'>): Verification => ({
  ok: false,
  rows,
  sealed: 0,
  ...found,
})
