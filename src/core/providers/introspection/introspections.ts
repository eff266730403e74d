import type { Introspection } from '../../token/introspection.ts'
import { github } from './github.ts'
import { gitlab } from './gitlab.ts'

/** How each provider that can be asked is asked, by its id. Loaded only when somebody asks. */
export const INTROSPECTIONS: ReadonlyMap<string, Introspection> = new Map(
  [github, gitlab].map((introspection) => [introspection.id, introspection]),
)

/** The questions of a provider; null where none is known that needs only GET or HEAD. */
export const introspectionOf = (id: string): Introspection | null => INTROSPECTIONS.get(id) ?? null
