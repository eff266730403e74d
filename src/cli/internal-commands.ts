import { runClearing } from '../node/clipboard-clearing.ts'
import { CLEAR_CLIPBOARD, COMPLETE, LEFTOVERS } from './internal-names.ts'

/** What is called by ourselves only: outside help, without commander and without the vault. */
export const INTERNAL_COMMANDS: Readonly<Record<string, () => Promise<void>>> = {
  [CLEAR_CLIPBOARD]: () => runClearing(process.stdin),
  [LEFTOVERS]: async () => (await import('./leftovers.ts')).printLeftovers(),
  [COMPLETE]: async () => (await import('./line/print-candidates.ts')).printCandidates(),
}
