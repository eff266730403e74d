import { actionsInWords, actionsOf } from './fly-actions.ts'
import { isList } from './fly-macaroon.ts'
import { FOREIGN_LIMITS, foreignList, foreignText } from './foreign-text.ts'
import type { Packed } from './read-packed.ts'

/** Resources of one kind by id, with what is allowed on each; `*` stands for every id. */
export type FlyResources = ReadonlyMap<string, number>

export const ANY = '*'

/** Kinds of resource that live in an organisation, by kind of caveat. */
export const FLY_RESOURCES: ReadonlyMap<number, string> = new Map([
  [2, 'volume'],
  [3, 'app'],
  [7, 'machine'],
  [16, 'cluster'],
])

/** Parts of an organisation that are managed as a whole, by kind of caveat. */
export const FLY_FEATURES: ReadonlyMap<number, string> = new Map([
  [5, 'feature'],
  [14, 'machine feature'],
])

/** The resources in a caveat's body; null for anything else, and for more than can be kept. */
export function flyResources(body: Packed): FlyResources | null {
  const packed = isList(body) ? body[0] : undefined
  if (!(packed instanceof Map) || packed.size > FOREIGN_LIMITS.count) return null
  const resources = new Map<string, number>()
  for (const [id, mask] of packed as ReadonlyMap<Packed, Packed>) {
    const name = id === 0 || id === '' ? ANY : foreignText(id)
    if (name === null) return null
    // Two ids that look alike once they are cut keep what both allow.
    resources.set(name, actionsOf(mask) | (resources.get(name) ?? 0))
  }
  // The library calls one that names all and some besides a bad caveat: nothing is known of it.
  return resources.has(ANY) && resources.size > 1 ? null : resources
}

/** `the apps 123 (everything), 456 (read)`; `any volume (read)`. */
export function resourcesInWords(kind: string, resources: FlyResources): string {
  const any = resources.get(ANY)
  if (any !== undefined) return `any ${kind} (${actionsInWords(any)})`
  const each = [...resources].map(([id, mask]) => `${id} (${actionsInWords(mask)})`)
  return `the ${kind}${resources.size === 1 ? '' : 's'} ${foreignList(each)}`
}

/** Keeps the ids that were left before and are named now, each with what both allow. */
export function narrowed(before: FlyResources | undefined, now: FlyResources): FlyResources {
  if (before === undefined) return now
  const ids = [...(before.has(ANY) ? now : before).keys()].filter((id) => now.has(id) || now.has(ANY))
  return new Map(ids.map((id) => [id, maskOf(before, id) & maskOf(now, id)]))
}

const maskOf = (resources: FlyResources, id: string): number => resources.get(id) ?? resources.get(ANY) ?? 0

/** Everything that is allowed on any of them. */
export const allowedOn = (resources: FlyResources): number =>
  [...resources.values()].reduce((left, right) => left | right, 0)
