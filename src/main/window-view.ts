import type { Inspection, TokenView } from '../contract/view.ts'
import { introspectionOf } from '../core/providers/introspection/introspections.ts'
import { providerById } from '../core/providers/providers.ts'
import type { Inspection as CoreInspection } from '../core/reach/inspection.ts'
import { placeResources } from '../core/reach/place-resources.ts'
import type { TokenView as CoreTokenView } from '../core/reach/token-view.ts'

/** A token as the window draws it: with its provider's name, and what it reaches on either side of the wall. */
export function windowToken(token: CoreTokenView): TokenView {
  const { provider, kind, reach, domain, destinations } = token
  const { inside, outside } = placeResources(reach.resources, domain, destinations)
  return {
    ...token,
    providerName: nameOf(provider),
    askable: isAskable(provider),
    narrowable: isNarrowable(provider, kind),
    inside,
    outside,
  }
}

/** What a secret says, as the window shows it. */
export const windowInspection = (inspection: CoreInspection): Inspection => ({
  ...inspection,
  providerName: nameOf(inspection.provider),
})

const nameOf = (provider: string | null): string | null => providerById(provider)?.name ?? provider

/** Some forms let whoever holds a token narrow it. */
const isNarrowable = (provider: string | null, kind: string | null): boolean =>
  providerById(provider)?.formats.some((format) => format.kind === kind && format.narrow !== undefined) === true

/** Where it depends on the very text of a token whether there is a question, asking says so. */
function isAskable(provider: string | null): boolean {
  const steps = provider === null ? undefined : introspectionOf(provider)?.steps
  return typeof steps === 'function' || (steps !== undefined && steps.length > 0)
}
