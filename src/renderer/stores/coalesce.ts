/**
 * Runs `work` at most once at a time. Whoever asks while it runs shares the next run, which begins when this one has ended:
 * a burst of changes costs two readings, and everyone sees what was true after asking.
 */
export function coalesce(work: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> | null = null
  let next: Promise<void> | null = null
  const begin = (): Promise<void> => {
    next = null
    running = work().finally(() => {
      running = null
    })
    return running
  }
  return () => {
    if (running === null) return begin()
    next ??= running.then(begin, begin)
    return next
  }
}
