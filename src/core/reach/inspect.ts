import { type Identity, identify } from '../identify/identify.ts'
import type { Provider } from '../token/provider.ts'
import { judge } from './assess.ts'
import type { Inspection } from './inspection.ts'
import { reachOf } from './reach-of.ts'

const NOTHING_DECLARED = { scopes: [], resources: [] }

/** Says what a secret is and reaches, with what `add` would suggest for it. Stores nothing, asks nobody. */
export function inspect(text: string, providers: readonly Provider[], now: Date): Inspection {
  const identity = identify(text, providers)
  const { provider, format, checksum, expiresAt } = identity
  const reach = reachOf(identity, NOTHING_DECLARED, now.toISOString())
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
    env: provider?.env[0] ?? null,
    name: nameOf(identity),
  }
}

function nameOf({ provider, format }: Identity): string {
  if (provider === null) return 'token'
  return format?.suffix === undefined ? provider.id : `${provider.id}-${format.suffix}`
}

const suggestedDestinations = ({ provider, contents }: Identity): readonly string[] =>
  contents?.destinations ?? provider?.destinations ?? []
