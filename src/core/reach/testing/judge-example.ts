import { type Identity, identify } from '../../identify/identify.ts'
import { providerById } from '../../providers/providers.ts'
import { parseDomain } from '../../token/domain.ts'
import { parseResource } from '../../token/parse-resource.ts'
import type { RuleExample } from '../../token/rule.ts'
import type { Token } from '../../token/token.ts'
import { assess } from '../assess.ts'
import type { Assessment } from '../assessment.ts'
import { reachOf } from '../reach-of.ts'

/** The day on which examples are judged, so that what the docs say of them stays the same. */
const TODAY = new Date('2026-11-24T00:00:00.000Z')

const DAY_MS = 86_400_000

/**
 * Judges the example of a rule as the vault would judge a token like it.
 *
 * @param own Id of the provider whose rule it is; null for a rule of all.
 * @throws {TypeError} For a provider or a form that is not in the table.
 */
export function judgeExample(example: RuleExample, own: string | null): Assessment {
  const token = tokenLike(example, own)
  return assess(token, { now: TODAY, twins: example.twins ?? [], provider: providerById(token.provider) })
}

function tokenLike(example: RuleExample, own: string | null): Token {
  const identity = identityLike(example, own)
  const declared = { scopes: example.scopes ?? [], resources: (example.resources ?? []).map(parseResource) }
  const usual = identity.provider?.destinations ?? []
  return {
    id: 'tok_example',
    name: 'example',
    provider: identity.provider?.id ?? null,
    kind: identity.format?.kind ?? null,
    status: 'active',
    domain: parseDomain(example.domain ?? 'project:web'),
    destinations: example.destinations ?? (usual.length > 0 ? usual : ['api.example.com']),
    env: null,
    createdAt: after(-1000),
    expiresAt: example.endsInDays === undefined ? null : after(example.endsInDays),
    rotatedAt: null,
    lastUsedAt: after(-(example.idleDays ?? 0)),
    reach: reachOf(identity, declared, TODAY.toISOString()),
    fingerprint: null,
  }
}

function identityLike({ provider: id = undefined, kind, flaw }: RuleExample, own: string | null): Identity {
  const nothing = identify('', [])
  const provider = providerById(id ?? own)
  if (provider === null || kind === undefined) {
    if ((id ?? own) !== null && provider === null) throw new TypeError(`no provider ${id ?? own}`)
    return { ...nothing, provider }
  }
  const format = provider.formats.find((known) => known.kind === kind)
  if (format === undefined) throw new TypeError(`no form ${kind} of ${provider.id}`)
  if (flaw === 'padded') return { ...nothing, resembles: { provider, format } }
  // What is written inside is left out: an example says in words what its owner knows.
  const { read: _, ...readable } = format
  const checksum = flaw === 'checksum' ? 'wrong' : format.checksum === undefined ? 'none' : 'valid'
  return { ...nothing, provider, format: readable, checksum }
}

const after = (days: number): string => new Date(TODAY.getTime() + days * DAY_MS).toISOString()
