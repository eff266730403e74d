import type { Domain } from '../token/domain.ts'
import type { Access, Reach, Resource } from '../token/reach.ts'
import type { Grade } from './grade-scope.ts'
import { isWildcard, WIDE_KINDS } from './wide-kinds.ts'

/** Resources named one by one before the rest is counted. */
export const NAMED_RESOURCES = 12

const VERBS: Readonly<Record<Access, string>> = {
  read: 'read',
  write: 'read and write',
  admin: 'administer',
  unknown: 'reach',
}

/**
 * What a token can do and should not: reach minus domain, one sentence each. Without a domain, what no domain would need.
 *
 * @param outside Its single resources that lie outside the domain.
 */
export function excessOf(
  reach: Reach,
  grades: readonly Grade[],
  domain: Domain | null,
  outside: readonly Resource[],
): string[] {
  const sentences = [...wholeOf(reach), ...ofScopes(reach, grades), ...beyond(reach, outside)]
  if (sentences.length === 0) return []
  const end = domain === null ? '' : `; its domain is the ${domain.kind} ${domain.name}`
  return [...new Set(sentences)].map((sentence) => `can ${sentence}${end}`)
}

/** Accounts and organisations, by name where they are known by name, and what a wildcard covers. */
function wholeOf({ breadth, access, resources }: Reach): string[] {
  if (resources.length === 0 && breadth !== 'account' && breadth !== 'organisation') return []
  const verb = VERBS[access]
  const wide = resources.filter((resource) => isWide(resource) && !isWildcard(resource.name))
  const named = (size: string) => wide.filter(({ kind }) => WIDE_KINDS.get(kind) === size)
  const organisations = named('organisation').map((resource) => `${verb} ${the(resource)}`)
  const wildcards = resources
    .filter(({ name }) => isWildcard(name))
    .map(({ kind, name }) => `${verb} every ${kind} ${name}`)
  if (breadth === 'account') {
    const accounts = named('account').map((resource) => `${verb} everything of ${the(resource)}`)
    return [...(accounts.length > 0 ? accounts : [`${verb} everything of its account`]), ...organisations, ...wildcards]
  }
  if (breadth === 'organisation' && organisations.length === 0) return [`${verb} a whole organisation`, ...wildcards]
  return [...organisations, ...wildcards]
}

const ofScopes = ({ breadth }: Reach, grades: readonly Grade[]): string[] =>
  grades.flatMap(({ scope, wildcard, says, breadth: usual }) => {
    // A scope's usual breadth is not this token's when something narrower is known.
    if (says !== undefined) return usual === undefined || usual === breadth ? says : []
    return wildcard ? `do everything that the scope ${scope} stands for` : []
  })

function beyond({ access }: Reach, outside: readonly Resource[]): string[] {
  const named = outside.slice(0, NAMED_RESOURCES).map((resource) => `${VERBS[access]} ${the(resource)}`)
  const more = outside.length - named.length
  return more === 0 ? named : [...named, `${VERBS[access]} ${more} more ${more === 1 ? 'resource' : 'resources'}`]
}

const isWide = ({ kind }: Resource): boolean => WIDE_KINDS.has(kind)

const the = ({ kind, name }: Resource): string => `the ${kind} ${name}`
