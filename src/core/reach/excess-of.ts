import type { Domain } from '../token/domain.ts'
import type { Access, Reach, Resource } from '../token/reach.ts'
import type { Grade } from './grade-scope.ts'

const VERBS: Readonly<Record<Access, string>> = {
  read: 'read',
  write: 'read and write',
  admin: 'administer',
  unknown: 'reach',
}

const ORGANISATIONS: ReadonlySet<string> = new Set([
  'organisation',
  'organization',
  'org',
  'enterprise',
  'workspace',
  'group',
  'tenant',
])

/** What a token can do and should not: reach minus domain, one sentence each. Without a domain, what no domain would need. */
export function excessOf(
  reach: Reach,
  grades: readonly Grade[],
  domain: Domain | null,
  destinations: readonly string[],
): string[] {
  const sentences = [...wholeOf(reach), ...ofScopes(reach, grades), ...outside(reach, domain, destinations)]
  const end = domain === null ? '' : `; its domain is the ${domain.kind} ${domain.name}`
  return [...new Set(sentences)].map((sentence) => `can ${sentence}${end}`)
}

function wholeOf({ breadth, access, resources }: Reach): string[] {
  if (breadth === 'account') return [`${VERBS[access]} everything of its account`]
  if (breadth !== 'organisation') return []
  const named = resources.filter(({ kind }) => ORGANISATIONS.has(kind)).map(({ kind, name }) => `the ${kind} ${name}`)
  return [`${VERBS[access]} ${named.length > 0 ? named.join(' and ') : 'a whole organisation'}`]
}

const ofScopes = ({ breadth }: Reach, grades: readonly Grade[]): string[] =>
  grades.flatMap(({ scope, wildcard, says, breadth: usual }) => {
    // A scope's usual breadth is not this token's when something narrower is known.
    if (says !== undefined) return usual === undefined || usual === breadth ? says : []
    return wildcard ? `do everything that the scope ${scope} stands for` : []
  })

/**
 * Resources beside the ones that the domain is about.
 *
 * A domain says what it is about by its name, or by destinations whose path names a resource; where it does neither, nothing is outside.
 */
function outside({ access, resources }: Reach, domain: Domain | null, destinations: readonly string[]): string[] {
  const isInside = ({ name }: Resource): boolean =>
    lastPart(name) === domain?.name ||
    destinations.some((destination) => destination.includes(`/${name}/`) || destination.endsWith(`/${name}`))
  if (domain === null || !resources.some(isInside)) return []
  return resources
    .filter((resource) => !isInside(resource))
    .map(({ kind, name }) => `${VERBS[access]} the ${kind} ${name}`)
}

const lastPart = (name: string): string => name.slice(name.lastIndexOf('/') + 1).toLowerCase()
