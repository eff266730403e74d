import { runClearing } from '../node/clipboard-clearing.ts'

/** How `bulkhead copy` calls the process that clears the clipboard. */
export const CLEAR_CLIPBOARD = '__clear-clipboard'

/** How the completion scripts ask for candidates. */
export const COMPLETE = '__complete'

/** What is called by ourselves only: outside help, without commander and without the vault. */
export const INTERNAL_COMMANDS: Readonly<Record<string, () => Promise<void>>> = {
  [CLEAR_CLIPBOARD]: () => runClearing(process.stdin),
  [COMPLETE]: async () => (await import('./complete.ts')).printCandidates(),
}
