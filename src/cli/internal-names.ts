/** Commands that only parts of Bulkhead call. */
export const INTERNAL_NAMES = {
  /** How `bulkhead copy` calls the process that clears the clipboard. */
  clearClipboard: '__clear-clipboard',
  /** How the completion scripts ask for candidates. */
  complete: '__complete',
  /** How the start-up of a scoped shell asks what the user's own files have exported since. */
  leftovers: '__leftovers',
} as const
