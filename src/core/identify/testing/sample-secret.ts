/** How to make up a secret for a test: valid in form, worthless, and never written out, so that no scanner takes it for a leak. */
export type Recipe =
  /** `ghp_{base62:36}`: each brace stands for that many characters of an alphabet. */
  | { readonly text: string }
  | { readonly jwt: unknown; readonly header?: unknown }
  /** Caveats of a PyPI token, each as JSON. */
  | { readonly pypi: readonly unknown[]; readonly location?: string }

const ALPHABETS: Readonly<Record<string, string>> = {
  base62: 'N0xY7bQz4kT9mW2cR5vG8hJ1dL6pS3fA',
  base32: 'Q2W7ER3TY4UP5ASDF6GHJKLZXCVBNM',
  hex: '0f1e2d3c4b5a6978',
  digits: '7305918264',
  lower: 'qmznwhbtycvkrjpl',
}

/** The secret that a recipe makes; the same recipe makes the same one. */
export function sampleSecret(recipe: Recipe): string {
  if ('text' in recipe)
    return recipe.text.replace(/\{(\w+):(\d+)\}/g, (_, name, count) => filled(ALPHABETS[name] ?? '', Number(count)))
  if ('jwt' in recipe) return jwtOf(recipe.jwt, recipe.header ?? { alg: 'RS256', typ: 'JWT' })
  return pypiOf(recipe.pypi, recipe.location ?? 'pypi.org')
}

/** A JWT in compact form with a signature of no key. */
export const jwtOf = (claims: unknown, header: unknown): string =>
  [JSON.stringify(header), JSON.stringify(claims), 'no signature'].map((part) => base64url(utf8(part))).join('.')

/** A PyPI token whose macaroon holds these caveats. */
export const pypiOf = (caveats: readonly unknown[], location: string): string => {
  const sections = caveats.map((caveat) => [...field(2, utf8(JSON.stringify(caveat))), 0])
  const head = [...field(1, utf8(location)), ...field(2, utf8('00000000-0000-4000-8000-000000000000')), 0]
  return `pypi-${base64url([2, ...head, ...sections.flat(), 0, ...field(6, Array<number>(32).fill(7))])}`
}

function field(type: number, value: readonly number[]): number[] {
  const { length } = value
  const size = length < 0x80 ? [length] : [(length & 0x7f) | 0x80, length >> 7]
  return [type, ...size, ...value]
}

const filled = (alphabet: string, count: number): string =>
  Array.from({ length: count }, (_, index) => alphabet.charAt((index * 7 + (index >> 3)) % alphabet.length)).join('')

const utf8 = (text: string): number[] => Array.from(new TextEncoder().encode(text))

const base64url = (bytes: readonly number[]): string =>
  btoa(bytes.map((byte) => String.fromCharCode(byte)).join(''))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '')
