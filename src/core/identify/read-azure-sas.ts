import type { Contents } from '../token/contents.ts'
import type { Access, Breadth, Resource } from '../token/reach.ts'
import { timeAt } from '../token/value-at.ts'
import { ownDestination } from './own-destination.ts'

// learn.microsoft.com, "Create an account SAS" (ss, srt) and "Create a service SAS" (sr): permissions, resources and times.
const VERBS: ReadonlyMap<string, string> = new Map(
  Object.entries({
    r: 'read',
    l: 'list',
    w: 'write',
    a: 'add',
    c: 'create',
    u: 'update',
    p: 'process',
    d: 'delete',
    x: 'delete versions',
    y: 'delete for good',
    t: 'tag',
    f: 'find by tags',
    m: 'move',
    e: 'execute',
    o: 'own',
    i: 'set immutability',
  }),
)
const READING = /^[rlfe]*$/
const KINDS: ReadonlyMap<string, readonly [string, Breadth]> = new Map([
  ['b', ['one blob', 'resource']],
  ['bv', ['one version of a blob', 'resource']],
  ['bs', ['one snapshot of a blob', 'resource']],
  ['f', ['one file', 'resource']],
  ['q', ['one queue', 'resource']],
  ['t', ['one table', 'resource']],
  ['c', ['one container', 'resource']],
  ['d', ['one directory', 'resource']],
  ['s', ['one file share', 'resource']],
])

/**
 * Reads a shared access signature of Azure Storage, alone or at the end of its address: permissions, span, end and resource; never `sig`.
 *
 * A letter that is not known counts as one that changes things.
 */
export function readAzureSas(text: string): Contents | null {
  const url = URL.parse(text)
  const query = new URLSearchParams(url ? url.search : text.replace(/^\?/, ''))
  const version = query.get('sv')
  if (version === null || query.get('sig') === null || !/^\d{4}-\d{2}-\d{2}$/.test(version)) return null

  const permissions = query.get('sp')
  const end = timeAt(query.get('se'))
  const span = spanOf(query)
  const own = url ? ownDestination(url.origin) : null
  return {
    source: 'format',
    says: [
      permissions === null
        ? 'a policy of its container says what it may'
        : `it may ${verbsOf(permissions)} in ${span.says}`,
      end ? `it ends at ${end}` : 'it does not say when it ends: a policy of its container may',
      ...(query.has('sip') ? ['only from chosen addresses'] : []),
      ...((query.get('spr') ?? '').includes('http,') || (query.get('spr') ?? '').endsWith(',http')
        ? ['also without TLS']
        : []),
    ],
    breadth: span.breadth,
    access: permissions === null ? 'unknown' : accessOf(permissions),
    resources: own && url ? [resourceOf(url)] : [],
    expiresAt: end ?? null,
    ...(own ? { destinations: [own] } : {}),
  }
}

function spanOf(query: URLSearchParams): { says: string; breadth: Breadth } {
  const services = query.get('ss')
  if (services !== null) return { says: 'a whole storage account', breadth: 'account' }
  const [says, breadth] = KINDS.get(query.get('sr') ?? (query.has('tn') ? 't' : '')) ?? [
    'what it does not name',
    'unknown',
  ]
  return { says, breadth }
}

const accessOf = (permissions: string): Access =>
  READING.test(permissions) ? 'read' : /[omi]/.test(permissions) ? 'admin' : 'write'

function verbsOf(permissions: string): string {
  const letters = [...new Set(permissions.slice(0, 40))]
  const known = letters.flatMap((letter) => VERBS.get(letter) ?? [])
  const more = letters.length > known.length ? ['do something that Bulkhead does not know'] : []
  return [...known, ...more].join(', ') || 'nothing'
}

const resourceOf = ({ hostname, pathname }: URL): Resource => ({
  kind: 'storage',
  name: `${hostname}${pathname}`.slice(0, 200).replace(/\/$/, ''),
})
