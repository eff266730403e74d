import type { Contents } from '../token/contents.ts'
import type { Checksum, Format, Provider } from '../token/provider.ts'

/** What the text of a secret tells, offline and unverified. Every part that is not known is null. */
export interface Identity {
  readonly provider: Provider | null
  readonly format: Format | null
  /** The form that the text begins like without being it, where nothing else is known: cut, padded or made up. */
  readonly resembles: Row | null
  /** `none` where the form has no published checksum. */
  readonly checksum: Checksum
  /** What is written inside; null where its form holds nothing, or what it holds cannot be read. */
  readonly contents: Contents | null
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
  contents: null,
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
  for (const row of rowsFor(trimmed, providers)) {
    const { provider, format } = row
    if (!trimmed.startsWith(format.prefix)) continue
    if (format.pattern.test(trimmed)) return read(trimmed, provider, format)
    if (format.prefix.length >= TELLING_PREFIX) resembles ??= row
  }
  return resembles === null ? UNKNOWN : { ...UNKNOWN, resembles }
}

interface Row {
  readonly provider: Provider
  readonly format: Format
}

/** Rows of a table by the first character of a text that they may match; those without a prefix, for every other text. */
interface Index {
  readonly byFirst: ReadonlyMap<string, readonly Row[]>
  readonly rest: readonly Row[]
}

const indexes = new WeakMap<readonly Provider[], Index>()

function rowsFor(text: string, providers: readonly Provider[]): readonly Row[] {
  const index = indexes.get(providers) ?? indexOf(providers)
  indexes.set(providers, index)
  return index.byFirst.get(text.charAt(0)) ?? index.rest
}

function indexOf(providers: readonly Provider[]): Index {
  const rows = providers.flatMap((provider) => provider.formats.map((format) => ({ provider, format })))
  const firsts = new Set(rows.map(({ format }) => format.prefix.charAt(0)))
  const beginning = (first: string) =>
    rows.filter(({ format: { prefix } }) => prefix === '' || prefix.startsWith(first))
  return {
    byFirst: new Map([...firsts].filter(Boolean).map((first) => [first, beginning(first)])),
    rest: rows.filter(({ format }) => format.prefix === ''),
  }
}

function read(text: string, provider: Provider, format: Format): Identity {
  const contents = format.read?.(text) ?? null
  const expiresAt = contents?.expiresAt ?? null
  return { provider, format, resembles: null, checksum: checksumOf(text, format), contents, expiresAt }
}

function checksumOf(text: string, { checksum }: Format): Checksum {
  const right = checksum?.(text) ?? null
  if (right === null) return 'none'
  return right ? 'valid' : 'wrong'
}
