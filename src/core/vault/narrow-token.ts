import { BulkheadError } from '../errors.ts'
import { identify } from '../identify/identify.ts'
import type { TokenRow } from '../ports.ts'
import { gatherFacts } from '../reach/gather-facts.ts'
import { makeNarrower } from '../reach/make-narrower.ts'
import { readDestination } from '../token/destination-grammar.ts'
import { covers, DEFAULT_CARRIERS } from '../token/destination-match.ts'
import { type Domain, parseName } from '../token/domain.ts'
import { isExpired } from '../token/expiry.ts'
import type { Narrowing } from '../token/narrowing.ts'
import { newId } from '../token/new-id.ts'
import { Secret } from '../token/secret.ts'
import type { Token } from '../token/token.ts'
import { canonicalDestinations } from './canonical-destinations.ts'
import { eventOf } from './event-of.ts'
import { fetchSecret } from './fetch-secret.ts'
import { findToken } from './find-token.ts'
import { readReach } from './read-reach.ts'
import { storeToken } from './store-token.ts'
import type { Vault } from './vault.ts'

/** What a user wants of the narrower token; what is null is as with the old one. */
export interface NarrowerToken extends Narrowing {
  /** null takes the old one's name and its only project. */
  readonly name: string | null
  readonly domain: Domain | null
  readonly destinations: readonly string[] | null
}

/**
 * Makes a narrower token from one in the vault, offline, and keeps it as a token of its own; the old one stays as it is.
 *
 * @throws {BulkheadError} `usage` when nothing is narrowed, or when its form cannot be narrowed offline; `not-found`, `name-invalid`,
 * `name-taken`, `destination-invalid`, `destination-refused` for what the old one may not reach, `token-expired`,
 * `token-quarantined`, and whatever the secret store throws.
 */
export async function narrowToken(vault: Vault, name: string, wanted: NarrowerToken): Promise<Token> {
  const old = findToken(vault, name)
  refuseUnusable(old, vault.world.now())
  const narrowerName = parseName(wanted.name ?? nameOf(old, wanted))
  if (vault.catalog.tokenNamed(narrowerName))
    throw new BulkheadError('name-taken', `there is a token called ${narrowerName} already`, {
      hint: 'give the narrower one another name',
    })

  const destinations = wanted.destinations === null ? old.destinations : narrowed(vault, old, wanted.destinations)
  const secret = await narrowedSecret(vault, old, wanted)
  const row = rowOf(vault, old, secret, { ...wanted, destinations, name: narrowerName })
  vault.audit.append(eventOf(vault, 'narrow', old))
  await storeToken(vault, row, secret)
  return row
}

function refuseUnusable(old: TokenRow, now: Date): void {
  if (old.status !== 'active')
    throw new BulkheadError('token-quarantined', `${old.name} is ${old.status}: a narrower one would be, too`, {
      hint: `see why: bulkhead show ${old.name}`,
    })
  if (isExpired(old, now))
    throw new BulkheadError('token-expired', `${old.name} has ended: a narrower one would have, too`, {
      hint: `make a new one at its provider, then: bulkhead rotate ${old.name}`,
    })
}

/** Destinations that lie inside the old token's; one that has none goes anywhere, so that any are fewer. */
function narrowed({ providers }: Vault, old: TokenRow, wanted: readonly string[]): string[] {
  const canonical = canonicalDestinations(wanted)
  const known = old.destinations.map(readDestination)
  const carriers = providers.find(({ id }) => id === old.provider)?.carriers ?? []
  const isInside = (text: string): boolean =>
    known.some((outer) => covers(outer, readDestination(text), carriers.length === 0 ? DEFAULT_CARRIERS : carriers))
  const wider = known.length === 0 ? undefined : canonical.find((text) => !isInside(text))
  if (wider === undefined) return canonical
  throw new BulkheadError('destination-refused', `${wider} is outside the destinations of ${old.name}`, {
    hint: `a narrower token goes to no other place than ${old.name}: bulkhead show ${old.name}`,
  })
}

async function narrowedSecret(vault: Vault, old: TokenRow, wanted: Narrowing): Promise<Secret> {
  if (wanted.resources.length === 0 && wanted.expiresAt === null)
    throw new BulkheadError('usage', 'nothing to narrow it to', {
      hint: 'name what is left: --resource project:NAME, --expires 30d, or both',
    })
  const secret = await fetchSecret(vault, old)
  const { provider, format } = identify(secret.reveal(), vault.providers)
  const now = vault.world.now()
  const hmac = (key: Uint8Array, bytes: Uint8Array): Uint8Array => vault.hash.hmac(key, bytes)
  const narrower = format?.narrow?.(secret.reveal().trim(), wanted, { now, hmac }) ?? null
  if (narrower !== null) return new Secret(narrower)

  const what = provider === null ? 'a token of no known provider' : `a token of ${provider.name}`
  const { text, url } = makeNarrower(
    gatherFacts({ ...old, provider, format, touchedAt: null, twins: [], scopeUse: null, now }),
  )
  throw new BulkheadError('usage', `${old.name} cannot be narrowed offline: it is ${what}`, { hint: `${text}: ${url}` })
}

const nameOf = ({ name }: TokenRow, { resources: [first, ...others] }: NarrowerToken): string =>
  `${name}-${first === undefined || others.length > 0 ? 'narrow' : first.name.toLowerCase().replace(/[^a-z0-9]+/g, '-')}`

function rowOf(
  vault: Vault,
  old: TokenRow,
  secret: Secret,
  wanted: NarrowerToken & { readonly name: string; readonly destinations: readonly string[] },
): TokenRow {
  const now = vault.world.now()
  // What its owner said of the old one's resources would widen this one.
  const declared = { scopes: old.declared.scopes, resources: [] }
  const { own, ...reading } = readReach(vault, secret, declared, null)
  const id = newId('tok', now.getTime(), vault.world.random(10))
  return {
    ...old,
    ...reading,
    id,
    name: wanted.name,
    domain: wanted.domain ?? old.domain,
    destinations: wanted.destinations,
    createdAt: now.toISOString(),
    expiresAt: [own.expiresAt, old.expiresAt].filter((end) => end !== null).sort()[0] ?? null,
    rotatedAt: null,
    lastUsedAt: null,
    life: 'pending',
    account: id,
    declared,
    introspected: null,
  }
}
