import type { Checksum, Format, Provider } from '../token/provider.ts'
import { type JwtClaims, jwtClaims } from './jwt-claims.ts'
import { type Caveats, pypiCaveats } from './pypi-caveats.ts'

/** What the text of a secret tells, offline and unverified. Every part that is not known is null. */
export interface Identity {
  readonly provider: Provider | null
  readonly format: Format | null
  /** The form that the text begins like without being it, where nothing else is known: cut, padded or made up. */
  readonly resembles: { readonly provider: Provider; readonly format: Format } | null
  /** `none` where the form has no published checksum. */
  readonly checksum: Checksum
  readonly claims: JwtClaims | null
  readonly caveats: Caveats | null
  /** The expiry that the text itself carries, ISO 8601. */
  readonly expiresAt: string | null
}

// Shorter beginnings are met by chance.
const TELLING_PREFIX = 4

const UNKNOWN: Identity = {
  provider: null,
  format: null,
  resembles: null,
  checksum: 'none',
  claims: null,
  caveats: null,
  expiresAt: null,
}

/**
 * Says what a secret is, from its text and the provider table alone.
 *
 * Rows are chosen by their literal beginning; only then one anchored pattern runs, so time is linear in the text's length.
 * White space around it is looked past: a key that was pasted with a blank is still that key.
 */
export function identify(text: string, providers: readonly Provider[]): Identity {
  const trimmed = text.trim()
  let resembles: Identity['resembles'] = null
  for (const provider of providers) {
    for (const format of provider.formats) {
      if (!trimmed.startsWith(format.prefix)) continue
      if (format.pattern.test(trimmed)) return read(trimmed, provider, format)
      if (format.prefix.length >= TELLING_PREFIX) resembles ??= { provider, format }
    }
  }
  return { ...UNKNOWN, resembles }
}

function read(text: string, provider: Provider, format: Format): Identity {
  const claims = format.holds === 'claims' ? jwtClaims(text) : null
  const caveats = format.holds === 'caveats' ? pypiCaveats(text) : null
  const expiresAt = claims?.expiresAt ?? caveats?.expiresAt ?? null
  return { provider, format, resembles: null, checksum: checksumOf(text, format), claims, caveats, expiresAt }
}

function checksumOf(text: string, { checksum }: Format): Checksum {
  if (checksum === undefined) return 'none'
  return checksum(text) ? 'valid' : 'wrong'
}
