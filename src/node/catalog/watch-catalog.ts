import { Database } from './database.ts'

export interface CatalogWatch {
  close(): void
}

/**
 * Calls `onChange` soon after any process, ours included, changed the catalog.
 *
 * SQLite counts commits that other connections make. So the question goes over a connection of its own that never
 * writes; it reads one number from shared memory, where watching files would miss changes on some systems.
 *
 * @param path An existing catalog.
 * @param interval Milliseconds between two looks.
 */
export function watchCatalog(path: string, interval: number, onChange: () => void): CatalogWatch {
  const database = new Database(path, { readonly: true })
  let seen: unknown
  /** The number; the last one when the disk does not let us look, which the next change tells in any case. */
  const version = (): unknown => {
    try {
      return database.row('PRAGMA data_version')?.[0]
    } catch {
      return seen
    }
  }
  seen = version()
  const timer = setInterval(() => {
    const now = version()
    if (now === seen) return
    seen = now
    onChange()
  }, interval)
  timer.unref()
  return {
    close: () => {
      clearInterval(timer)
      database.close()
    },
  }
}
