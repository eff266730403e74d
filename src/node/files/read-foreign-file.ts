import { closeSync, constants, fstatSync, openSync, readFileSync } from 'node:fs'

/** Content of a regular file that need not be ours; empty when there is none, or it is larger than the limit in bytes. */
export function readForeignFile(path: string, limit: number): string {
  let descriptor: number
  try {
    // A FIFO would make open wait for a writer.
    descriptor = openSync(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0))
  } catch {
    return ''
  }
  try {
    const found = fstatSync(descriptor)
    return found.isFile() && found.size <= limit ? readFileSync(descriptor, 'utf8') : ''
  } catch {
    return ''
  } finally {
    closeSync(descriptor)
  }
}
