import { type Identity, identify } from '../identify/identify.ts'
import type { Introspected } from '../token/introspected.ts'
import type { Provider } from '../token/provider.ts'
import { judge } from './assess.ts'
import type { Inspection } from './inspection.ts'
import { reachWith } from './reach-with.ts'

const NOTHING_DECLARED = { scopes: [], resources: [] }

/** Says what a secret is and reaches, with what `add` would suggest for it. Stores nothing, asks nobody. */
export const inspect = (text: string, providers: readonly Provider[], now: Date): Inspection =>
  inspectionOf(identify(text, providers), null, now)

/** The same, with what the provider said when it was asked. */
export function inspectionOf(identity: Identity, introspected: Introspected | null, now: Date): Inspection {
  const { provider, format, checksum } = identity
  const expiresAt = identity.expiresAt ?? introspected?.expiresAt ?? null
  const reach = reachWith(identity, NOTHING_DECLARED, introspected, now.toISOString())
  const { findings, verdict } = judge(
    { provider, format, reach, expiresAt, domain: null, destinations: null, twins: [] },
    now,
  )
  return {
    provider: provider?.id ?? null,
    kind: format?.kind ?? null,
    checksum,
    expiresAt,
    reach,
    findings,
    verdict,
    destinations: suggestedDestinations(identity),
    env: format?.env ?? provider?.env[0] ?? null,
    name: nameOf(identity),
  }
}

function nameOf({ provider, format }: Identity): string {
  if (provider === null) return 'token'
  return format?.suffix === undefined ? provider.id : `${provider.id}-${format.suffix}`
}

const suggestedDestinations = ({ provider, format, contents }: Identity): readonly string[] =>
  contents?.destinations ?? format?.destinations ?? provider?.destinations ?? []
