import type { Finding, Verdict } from '../token/finding.ts'

// Rules that keep a token from being called scoped, most telling first.
const DOUBTS: readonly string[] = ['BH011', 'BH020', 'BH013']

/**
 * The finding that a verdict rests on; null for `scoped`, on which no rule decides.
 *
 * @param findings As an assessment has them, most severe first.
 */
export function decidingFinding(findings: readonly Finding[], verdict: Verdict): Finding | null {
  if (verdict === 'scoped') return null
  if (verdict !== 'unknown') return findings[0] ?? null
  return DOUBTS.flatMap((id) => findings.find(({ rule }) => rule === id) ?? [])[0] ?? null
}
