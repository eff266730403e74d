import { runClearing } from '../node/clipboard-clearing.ts'
import { INTERNAL_NAMES } from './internal-names.ts'

/** What is called by ourselves only: outside help, without commander and without the vault. */
export const INTERNAL_COMMANDS: Readonly<Record<string, () => Promise<void>>> = {
  [INTERNAL_NAMES.clearClipboard]: () => runClearing(process.stdin),
  [INTERNAL_NAMES.leftovers]: async () => (await import('./leftovers.ts')).printLeftovers(),
  [INTERNAL_NAMES.complete]: async () => (await import('./line/print-candidates.ts')).printCandidates(),
}
