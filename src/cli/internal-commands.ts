import { runClearing } from '../node/clipboard-clearing.ts'

/** How `bulkhead copy` calls the process that clears the clipboard. */
export const CLEAR_CLIPBOARD = '__clear-clipboard'

/** How the completion scripts ask for candidates. */
export const COMPLETE = '__complete'

/** How the start-up of a scoped shell asks what the user's own files have exported since. */
export const LEFTOVERS = '__leftovers'

/** What is called by ourselves only: outside help, without commander and without the vault. */
export const INTERNAL_COMMANDS: Readonly<Record<string, () => Promise<void>>> = {
  [CLEAR_CLIPBOARD]: () => runClearing(process.stdin),
  [LEFTOVERS]: async () => (await import('./leftovers.ts')).printLeftovers(),
  [COMPLETE]: async () => (await import('./line/print-candidates.ts')).printCandidates(),
}
