import type { Identity } from '../identify/identify.ts'
import type { Fetch } from '../ports.ts'
import { introspectionOf } from '../providers/introspection/introspections.ts'
import type { Introspected } from '../token/introspected.ts'
import { type Base, chooseBase } from './base-url.ts'
import { introspect, type MadeRequest, type Patience } from './introspect.ts'

/** How a provider is reached. */
export interface Asking {
  /** The way to one base, and to nothing else. */
  readonly fetchAt: (base: Base) => Fetch
  /** The base URL that the user gave, from `parseBaseUrl`; null for the usual one. */
  readonly given: URL | null
  /** Default 5 s a question, 15 s for all of a token's. */
  readonly patience?: Patience
}

/** What came of asking; `told` is null when nobody was asked, and `why` says why not. */
export interface AskedAbout {
  readonly told: Introspected | null
  readonly requests: readonly MadeRequest[]
  readonly why: string | null
}

/** Longest secret that is sent, in characters: servers take no longer header. */
const LENGTH_LIMIT = 8_000

/**
 * Asks the provider of a secret what it may do, where that provider can be asked with GET or HEAD.
 *
 * @param destinations Canonical ones of the token; none for a secret that is only looked at.
 * @throws {BulkheadError} `usage` when a base URL was given and the provider has only one place.
 */
export async function askAbout(
  text: string,
  { provider, format }: Identity,
  destinations: readonly string[],
  { fetchAt, given, patience }: Asking,
  now: Date,
): Promise<AskedAbout> {
  if (provider === null) return nobody('its provider is not known')
  const introspection = introspectionOf(provider.id)
  const asked = { kind: format?.kind ?? null, text }
  const steps = typeof introspection?.steps === 'function' ? introspection.steps(asked) : introspection?.steps
  if (introspection === null || steps === undefined || steps.length === 0) {
    return nobody(`${provider.name} has no question that reads what this kind may do`)
  }
  if (text.length > LENGTH_LIMIT) return nobody('it is too long to be sent')
  const base = chooseBase(introspection, asked, given, destinations)
  if (base === null) return nobody(`no server is known to ask: name one, such as ${introspection.own?.example}`)

  const question = { introspection, asked, base: base.url, fetch: fetchAt(base), now }
  const { told, requests } = await introspect(patience === undefined ? question : { ...question, patience })
  return { told, requests, why: null }
}

const nobody = (why: string): AskedAbout => ({ told: null, requests: [], why })
