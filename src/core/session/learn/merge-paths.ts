/** How far paths are put together. */
export interface Merging {
  /** Different names in one place, from which on they are not told apart: at the start of a path, and deeper in. */
  readonly shallow: number
  readonly deep: number
}

/** Depth from which on `deep` counts: an API's first segments say what it is about. */
const SHALLOW = 2

/** Patterns below a star, from which on `**` stands for all of it. */
const MOST_BELOW = 3

interface Place {
  ends: boolean
  readonly below: Map<string, Place>
}

/**
 * Puts patterns together that differ in one place alone: `/users/ann`, `/users/bob` … are `/users/*`, or `/users/**` where
 * what is below differs, too.
 *
 * @param patterns Path patterns; the answer covers them all, whatever `isAllowed` says.
 * @param isAllowed Whether a pattern may be in the answer that was not given.
 * @returns Sorted, each once.
 */
export function mergePaths(
  patterns: Iterable<string>,
  merging: Merging,
  isAllowed: (pattern: string) => boolean,
): string[] {
  const root = newPlace()
  for (const pattern of patterns) insert(root, pattern.slice(1).split('/'))
  return patternsOf(merged(root, '', 0, { merging, isAllowed })).sort()
}

const newPlace = (): Place => ({ ends: false, below: new Map() })

function insert(root: Place, segments: readonly string[]): void {
  let place = root
  for (const segment of segments) {
    const next = place.below.get(segment) ?? newPlace()
    place.below.set(segment, next)
    place = next
  }
  place.ends = true
}

interface Rules {
  readonly merging: Merging
  readonly isAllowed: (pattern: string) => boolean
}

function merged(place: Place, prefix: string, depth: number, rules: Rules): Place {
  const below = new Map(
    Array.from(place.below, ([name, next]) => [name, merged(next, `${prefix}/${name}`, depth + 1, rules)]),
  )
  const names = [...below.keys()].filter((name) => name !== '' && name !== '**')
  const most = depth < SHALLOW ? rules.merging.shallow : rules.merging.deep
  const here = { ends: place.ends, below }
  return names.length <= most ? here : together(here, names, prefix, depth, rules)
}

/** One star in the place of many names; or `**` for all that is below, where that is simpler. */
function together(place: Place, names: readonly string[], prefix: string, depth: number, rules: Rules): Place {
  const all = newPlace()
  for (const name of names) unite(all, place.below.get(name) ?? newPlace())
  const one = merged(all, `${prefix}/*`, depth + 1, rules)
  const below = patternsOf(one)
  const starred = below.map((rest) => `${prefix}/*${rest}`)
  const isStarAllowed = starred.every(rules.isAllowed)
  // Where some names are ends and others go deep, it is a tree of files: others of it will be wanted next.
  const isTree = one.ends && below.some((rest) => rest.split('/').length > 2)
  if (isStarAllowed && !isTree && starred.length <= MOST_BELOW) return withStar(place, names, one)
  if (rules.isAllowed(`${prefix}/**`))
    return { ends: false, below: new Map([['**', { ends: true, below: new Map() }]]) }
  return isStarAllowed ? withStar(place, names, one) : place
}

function withStar({ ends, below }: Place, names: readonly string[], star: Place): Place {
  const kept = Array.from(below).filter(([name]) => !names.includes(name))
  return { ends, below: new Map([...kept, ['*', star]]) }
}

function unite(into: Place, from: Place): void {
  into.ends ||= from.ends
  for (const [name, next] of from.below) {
    const known = into.below.get(name) ?? newPlace()
    into.below.set(name, known)
    unite(known, next)
  }
}

function patternsOf({ ends, below }: Place): string[] {
  const deeper = Array.from(below).flatMap(([name, next]) => patternsOf(next).map((rest) => `/${name}${rest}`))
  return ends ? ['', ...deeper] : deeper
}
