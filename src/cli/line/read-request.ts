import { BulkheadError } from '../../core/errors.ts'

/**
 * What a program wrote to standard input, as bytes; one byte over `limit` at most, for the reader to refuse.
 *
 * @param isWhole Ends the reading before the program closes its end.
 */
export async function readRequest(limit: number, isWhole = (_read: Buffer): boolean => false): Promise<Uint8Array> {
  let read = Buffer.alloc(0)
  try {
    for await (const chunk of process.stdin) {
      read = Buffer.concat([read, chunk])
      if (read.length > limit || isWhole(read)) break
    }
  } catch {
    throw new BulkheadError('usage', 'standard input cannot be read', {
      hint: 'a program calls this and writes to it; see docs/credential-helpers.md',
    })
  }
  return read.subarray(0, limit + 1)
}
