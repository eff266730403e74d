import { foreignList } from '../identify/foreign-text.ts'
import type { Identity } from '../identify/identify.ts'
import type { Provider } from '../token/provider.ts'
import type { Access, Breadth, Declared, Evidence, Reach, Resource } from '../token/reach.ts'
import { evidenceOf } from './evidence-of.ts'
import { type Grade, gradeScope } from './grade-scope.ts'
import { isWildcard, WIDE_KINDS } from './wide-kinds.ts'

const BREADTHS: readonly Breadth[] = ['unknown', 'resource', 'several', 'organisation', 'account']
const ACCESSES: readonly Access[] = ['read', 'write', 'admin']

const WIDE: ReadonlySet<Breadth> = new Set(['organisation', 'account'])

/**
 * Joins what the text of a secret tells with what its owner declares.
 *
 * What the form, the claims or the caveats say stands: a declaration can widen it, and can narrow only what they leave open.
 *
 * @param at ISO 8601 time of the reading, for the evidence.
 */
export function reachOf(identity: Identity, declared: Declared, at: string): Reach {
  const scopes = unique([...(identity.contents?.scopes ?? []), ...declared.scopes])
  const resources = uniqueResources([...(identity.contents?.resources ?? []), ...declared.resources])
  const grades = scopes.map((scope) => gradeScope(scope, identity.provider))
  return {
    breadth: breadthOf(ownBreadth(identity), declared.resources.map(breadthAt(identity.provider)), grades),
    access: accessOf(ownAccess(identity), grades),
    resources,
    scopes,
    evidence: [...evidenceOf(identity), ...declaredEvidence(declared)].map((evidence) => ({ ...evidence, at })),
  }
}

// What a form says of its tokens holds only for one that can be read.
function ownBreadth({ format, contents }: Identity): Breadth | undefined {
  if (format?.read === undefined || contents === null) return format?.read === undefined ? format?.breadth : 'unknown'
  return contents.breadth ?? format.breadth
}

function ownAccess({ format, contents }: Identity): Access | undefined {
  if (format?.read === undefined || contents === null) return format?.read === undefined ? format?.access : 'unknown'
  return contents.access ?? format.access
}

function breadthOf(own: Breadth | undefined, declared: readonly Breadth[], grades: readonly Grade[]): Breadth {
  const stated = [own, ...declared, breadthOfCount(declared)].filter((breadth) => breadth !== undefined)
  const floors = grades.flatMap(({ atLeast }) => atLeast ?? [])
  const usual = stated.length > 0 ? [] : grades.flatMap(({ breadth }) => breadth ?? [])
  const found = widest([...stated, ...floors, ...usual])
  // Beside something that nobody can read, a narrow reach would be a guess; a wide one is true of the part that is known.
  return stated.includes('unknown') && !WIDE.has(found) ? 'unknown' : found
}

/** How far a token of one resource reaches at its provider. */
const breadthAt =
  (provider: Provider | null) =>
  ({ kind, name }: Resource): Breadth => {
    if (isWildcard(name)) return 'account'
    return provider?.wideKinds?.includes(kind) ? 'organisation' : (WIDE_KINDS.get(kind) ?? 'resource')
  }

function breadthOfCount(items: readonly unknown[]): Breadth | undefined {
  if (items.length === 0) return undefined
  return items.length === 1 ? 'resource' : 'several'
}

const widest = (breadths: readonly Breadth[]): Breadth =>
  BREADTHS[Math.max(0, ...breadths.map((breadth) => BREADTHS.indexOf(breadth)))] ?? 'unknown'

// Beside a scope that nobody knows, `read` would be a guess; `write` is true of the part that is known.
function accessOf(own: Access | undefined, grades: readonly Grade[]): Access {
  const parts = [own, ...grades.map(({ access }) => access)].filter((access) => access !== undefined)
  const strongest = Math.max(-1, ...parts.map((access) => ACCESSES.indexOf(access)))
  if (strongest <= 0 && parts.includes('unknown')) return 'unknown'
  return ACCESSES[strongest] ?? 'unknown'
}

function declaredEvidence({ scopes, resources }: Declared): Omit<Evidence, 'at'>[] {
  const parts = [
    ...(scopes.length > 0 ? [`the scopes ${foreignList(scopes)}`] : []),
    ...(resources.length > 0
      ? [`the resources ${foreignList(resources.map(({ kind, name }) => `${kind} ${name}`))}`]
      : []),
  ]
  return parts.length === 0 ? [] : [{ source: 'declared', says: `its owner says: ${parts.join(' and ')}` }]
}

const unique = (texts: readonly string[]): string[] => [...new Set(texts)]

const uniqueResources = (resources: readonly Resource[]): Resource[] => [
  ...new Map(resources.map((resource) => [`${resource.kind}:${resource.name}`, resource])).values(),
]
