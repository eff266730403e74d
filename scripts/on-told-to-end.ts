const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const
const PARENT_CHECK_MS = 1_000

/**
 * Calls `end` when we are told to end: by a signal, or because our parent, who passes signals on, was itself killed.
 *
 * @returns A function to call after a library has added listeners of its own for signals: it takes them away.
 */
export function onToldToEnd(end: () => void): () => void {
  const listen = (): void => {
    for (const signal of SIGNALS) process.on(signal, end)
  }
  listen()
  const parent = process.ppid
  setInterval(() => process.ppid !== parent && end(), PARENT_CHECK_MS).unref()
  return () => {
    for (const signal of SIGNALS) process.removeAllListeners(signal)
    listen()
  }
}
