/** How `bulkhead copy` calls the process that clears the clipboard. */
export const CLEAR_CLIPBOARD = '__clear-clipboard'

/** How the completion scripts ask for candidates. */
export const COMPLETE = '__complete'

/** How the start-up of a scoped shell asks what the user's own files have exported since. */
export const LEFTOVERS = '__leftovers'
