import type { Answer } from '../token/introspection.ts'

/** Largest body that is read, in bytes. */
export const BODY_LIMIT = 256 * 1024

/** An answer, or why it could not be read. */
export type ReadAnswer = { readonly answer: Answer; readonly isJson: boolean } | { readonly oddity: string }

/** Reads a response to its end or to `BODY_LIMIT`, whichever comes first; what is longer, packed or no JSON is said, not guessed. */
export async function readAnswer(response: Response): Promise<ReadAnswer> {
  const { status, headers, body } = response
  const header = (name: string): string | null => headers.get(name)
  // None was asked for: unpacking could turn a small answer into a huge one.
  const coding = header('content-encoding')?.trim().toLowerCase() ?? ''
  if (coding !== '' && coding !== 'identity') {
    await body?.cancel()
    return { oddity: 'an answer that is packed' }
  }
  const bytes = await bytesOf(body)
  if (bytes === null) return { oddity: `an answer longer than ${BODY_LIMIT / 1024} kB` }
  const json = parsed(bytes)
  return { answer: { status, header, body: json?.value }, isJson: json !== null }
}

async function bytesOf(body: Response['body']): Promise<Uint8Array | null> {
  if (body === null) return new Uint8Array()
  const reader = body.getReader()
  const chunks: Uint8Array[] = []
  let length = 0
  for (;;) {
    const { done, value } = await reader.read()
    if (done) return joined(chunks, length)
    length += value.length
    if (length > BODY_LIMIT) {
      await reader.cancel()
      return null
    }
    chunks.push(value)
  }
}

function joined(chunks: readonly Uint8Array[], length: number): Uint8Array {
  const whole = new Uint8Array(length)
  let offset = 0
  for (const chunk of chunks) {
    whole.set(chunk, offset)
    offset += chunk.length
  }
  return whole
}

function parsed(bytes: Uint8Array): { value: unknown } | null {
  try {
    return { value: JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)) }
  } catch {
    return null
  }
}
