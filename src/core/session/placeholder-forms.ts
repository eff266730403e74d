import { toBase64url } from '../identify/base64.ts'

/** What a placeholder is made from besides chance. */
export interface PlaceholderNeed {
  /** The real secret, for what is public in it: a prefix, a length, the place of a data centre. */
  readonly secret: string
  /** When the real one ends, as far as that is known, else a day by which the session is over. */
  readonly expiresAt: Date
  readonly random: (bytes: number) => Uint8Array
}

/**
 * Secrets that clients take apart: their placeholders must come apart, too, and say nothing.
 *
 * @returns null for a secret that is of no such kind.
 */
export function readablePlaceholder(need: PlaceholderNeed): string | null {
  const row = FORMS.find(({ pattern }) => pattern.test(need.secret))
  return row?.make(need, pattern(row.pattern, need.secret)) ?? null
}

interface Form {
  /** Its first group is the public part that the placeholder shares. */
  readonly pattern: RegExp
  readonly make: (need: PlaceholderNeed, shared: string) => string
}

const pattern = (from: RegExp, secret: string): string => from.exec(secret)?.[1] ?? ''

const FORMS: readonly Form[] = [
  // A JWT, also behind a prefix (GitLab's job tokens): clients look when it ends. RFC 7519 section 6.1 has `alg` none.
  { pattern: /^((?:[A-Za-z]+-)?)ey[\w-]+\.e[yw][\w-]*\.[\w-]*$/, make: jwt },
  { pattern: /^(pypi-)AgEIcHlwaS5vcmc/, make: (need, prefix) => prefix + macaroon(need, 'pypi.org') },
  { pattern: /^(pypi-)AgENdGVzdC5weXBpLm9yZw/, make: (need, prefix) => prefix + macaroon(need, 'test.pypi.org') },
  // flyctl reads the location of each macaroon that it is given.
  { pattern: /^((?:FlyV1 )?)fm(?:1[ar]|2)_/, make: (need, prefix) => `${prefix}fm2_${flyMacaroon(need)}` },
  // The word at the end of a Mailchimp key is a part of the address that clients call.
  { pattern: /^[a-f0-9]{32}(-[a-z]{2,3}\d{1,3})$/, make: ({ random }, centre) => hex(random(16)) + centre },
]

function jwt({ expiresAt, random }: PlaceholderNeed, prefix: string): string {
  const claims = { exp: Math.floor(expiresAt.getTime() / 1000) }
  const parts = [utf8('{"alg":"none","typ":"JWT"}'), utf8(JSON.stringify(claims)), random(32)]
  return prefix + parts.map(toBase64url).join('.')
}

// libmacaroons, doc/format.txt, the second version: location 1, identifier 2, end 0, no caveats, signature 6.
function macaroon({ random }: PlaceholderNeed, location: string): string {
  const field = (type: number, value: Uint8Array): number[] => [type, value.length, ...value]
  const head = [...field(1, utf8(location)), ...field(2, utf8(hex(random(18)))), 0]
  return toBase64url(Uint8Array.from([2, ...head, 0, ...field(6, random(32))]))
}

// github.com/superfly/macaroon, format.go: MessagePack of nonce (key id, random bytes, flag), location, caveats, tail.
function flyMacaroon({ random }: PlaceholderNeed): string {
  const bytes = (value: Uint8Array): number[] => [0xc4, value.length, ...value]
  const location = utf8('https://api.fly.io/v1')
  const nonce = [0x93, ...bytes(random(16)), ...bytes(random(16)), 0xc2]
  const packed = [0x94, ...nonce, 0xa0 | location.length, ...location, 0x90, ...bytes(random(32))]
  return btoa(String.fromCharCode(...packed))
}

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text)

const hex = (bytes: Uint8Array): string => Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
