import type { Destination } from '../../token/destination-grammar.ts'
import { covers, coversHost } from '../../token/destination-match.ts'
import { coversPath } from '../../token/path-pattern.ts'
import { formOf, type LearnedRequest, type RequestForm } from './learned.ts'
import { type Merging, mergePaths } from './merge-paths.ts'

/** The requests of one token, by form. */
export interface KeptRequests {
  add(form: RequestForm): void
  size(): number
  all(): LearnedRequest[]
  /** Puts paths together where that stays inside the token's destinations. What comes later is counted with them. */
  merge(merging: Merging): void
  /** Puts everything together that one destination takes by one method. */
  forgetPaths(): void
}

type Counts = Map<string, { readonly form: RequestForm; count: number }>

export function keptRequests(destinations: readonly Destination[]): KeptRequests {
  let kept: Counts = new Map()
  // Those that others were put together to, and that were none of them.
  let broad: readonly RequestForm[] = []

  const takerOf = (form: RequestForm): Destination | undefined =>
    destinations.find((each) => covers(each, formOf(form, each.carrier)))
  const replace = (merged: Counts): void => {
    const added = Array.from(merged).flatMap(([key, { form }]) => (kept.has(key) ? [] : [form]))
    broad = [...broad, ...added].filter((form) => merged.has(keyOf(form)))
    kept = merged
  }
  return {
    add: (form) => count(kept, broad.find((each) => isWithin(each, form)) ?? form, 1),
    size: () => kept.size,
    all: () => Array.from(kept.values(), ({ form, count }) => ({ ...form, count })),
    merge(merging) {
      const merged: Counts = new Map()
      const groups = Map.groupBy(kept.values(), ({ form }) => keyOf({ ...form, path: '' }))
      for (const group of groups.values()) {
        const paths = mergedPaths(
          group.map(({ form }) => form),
          merging,
          (form) => takerOf(form) !== undefined,
        )
        for (const { form, count: times } of group) count(merged, { ...form, path: pathFor(form, paths) }, times)
      }
      replace(merged)
    },
    forgetPaths() {
      const merged: Counts = new Map()
      for (const { form, count: times } of kept.values()) {
        const { host, path } = takerOf(form) ?? form
        count(merged, { ...form, host, path: path ?? '/**' }, times)
      }
      replace(merged)
    },
  }
}

function count(counts: Counts, form: RequestForm, times: number): void {
  const known = counts.get(keyOf(form))
  if (known !== undefined) known.count += times
  else counts.set(keyOf(form), { form, count: times })
}

const keyOf = ({ method, scheme, host, port, path }: RequestForm): string =>
  `${method} ${scheme}://${host}:${port}${path}`

const isWithin = (outer: RequestForm, inner: RequestForm): boolean =>
  outer.method === inner.method &&
  outer.scheme === inner.scheme &&
  outer.port === inner.port &&
  coversHost(outer.host, inner.host) &&
  coversPath(outer.path, inner.path)

/** @param forms Different in their paths alone. */
function mergedPaths(
  forms: readonly RequestForm[],
  merging: Merging,
  isInside: (form: RequestForm) => boolean,
): readonly string[] {
  const [first] = forms
  if (first === undefined) return []
  return mergePaths(
    forms.map(({ path }) => path),
    merging,
    (path) => isInside({ ...first, path }),
  )
}

const pathFor = ({ path }: RequestForm, patterns: readonly string[]): string =>
  patterns.find((pattern) => coversPath(pattern, path)) ?? path
