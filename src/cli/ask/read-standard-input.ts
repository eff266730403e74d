import { BulkheadError } from '../../core/errors.ts'
import { SECRET_LIMIT } from '../../core/token/read-secret.ts'

// The largest secret and its line end; one byte more is too much whatever follows.
const LIMIT = SECRET_LIMIT + 2

/**
 * All of standard input, as bytes.
 *
 * Reading stops at the first byte beyond the limit, so that an endless stream ends in an error and not in memory.
 *
 * @throws {BulkheadError} `secret-invalid` over 1 MiB and a line end, or when there is no standard input.
 */
export async function readStandardInput(input: AsyncIterable<Uint8Array> = process.stdin): Promise<Uint8Array> {
  const chunks: Uint8Array[] = []
  let length = 0
  try {
    for await (const chunk of input) {
      chunks.push(chunk)
      length += chunk.length
      if (length > LIMIT) throw tooLarge()
    }
  } catch (error) {
    if (error instanceof BulkheadError) throw error
    throw new BulkheadError('secret-invalid', 'standard input cannot be read', {
      hint: 'pipe the secret in, or run it in a terminal and type it',
    })
  }
  return Buffer.concat(chunks)
}

const tooLarge = (): BulkheadError =>
  new BulkheadError('secret-invalid', 'the secret is larger than 1 MiB', {
    hint: 'give the secret on standard input, from 1 byte to 1 MiB of text',
  })
