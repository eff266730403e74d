import type { Carriage, Step } from '../token/introspection.ts'

// A header of its own for each part that differs; a packed answer could grow without bound while it is unpacked.
const HEADERS = { accept: 'application/json', 'accept-encoding': 'identity', 'user-agent': 'bulkhead' } as const

/** What may stand in a path as it is, so that nothing else is asked than what the step says. RFC 3986 section 3.3. */
const PATH_SAFE = /^[A-Za-z0-9._~:@!$&'()*+,;=-]+$/

/**
 * The request of a step, with the token where the provider wants it.
 *
 * @throws {TypeError} When the token cannot be carried so.
 */
export function placeToken(
  carriage: Carriage,
  token: string,
  base: URL,
  step: Step,
): { url: string; headers: Record<string, string> } {
  const place = `${base.origin}${base.pathname.replace(/\/+$/, '')}`
  const headers = { ...HEADERS, ...step.headers }
  if (carriage.kind !== 'path') return { url: place + step.path, headers: { ...headers, ...headerOf(carriage, token) } }
  if (!PATH_SAFE.test(token)) throw new TypeError('the token has characters that no path may hold')
  return { url: place + step.path.replace('{token}', () => token), headers }
}

function headerOf(carriage: Exclude<Carriage, { kind: 'path' }>, token: string): Record<string, string> {
  switch (carriage.kind) {
    case 'bearer':
      return { authorization: `Bearer ${token}` }
    case 'basic':
      return {
        authorization: `Basic ${base64(carriage.user === undefined ? `${token}:` : `${carriage.user}:${token}`)}`,
      }
    case 'basic-pair':
      return { authorization: `Basic ${base64(token)}` }
    case 'header':
      return { [carriage.header]: `${carriage.scheme ?? ''}${/[^=]$/.test(carriage.scheme ?? '') ? ' ' : ''}${token}` }
  }
}

const base64 = (text: string): string => btoa(String.fromCharCode(...new TextEncoder().encode(text)))
