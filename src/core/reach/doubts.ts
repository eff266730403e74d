import type { Evidence } from '../token/reach.ts'
import { PADDED, WRONG_CHECKSUM } from './evidence-of.ts'

/** True when the evidence says that the text was never made by the provider whose form it has. */
export const hasWrongChecksum = ({ source, says }: Evidence): boolean => source === 'format' && says === WRONG_CHECKSUM

/** True when the evidence says that the text begins like a known form without being it. */
export const isCutOrPadded = ({ source, says }: Evidence): boolean => source === 'format' && says.endsWith(PADDED)

/** True for evidence that puts the text itself in doubt: whatever else is said of it, it is not safe. */
export const isDoubt = (evidence: Evidence): boolean => hasWrongChecksum(evidence) || isCutOrPadded(evidence)
