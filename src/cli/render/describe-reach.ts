import type { Access, Breadth, Evidence, Reach, Resource } from '../../core/token/reach.ts'
import { printable } from './printable.ts'

const BREADTH: Readonly<Record<Breadth, string>> = {
  resource: 'one resource',
  several: 'several resources',
  organisation: 'a whole organisation',
  account: 'a whole account',
  unknown: 'how far is not known',
}

const ACCESS: Readonly<Record<Access, string>> = {
  read: 'read',
  write: 'read and write',
  admin: 'read, write and administer',
  unknown: 'what it may do there is not known',
}

const SOURCE: Readonly<Record<Evidence['source'], string>> = {
  format: 'by its form',
  claims: 'by its claims, unverified',
  caveats: 'by its caveats',
  introspection: 'by its provider',
  declared: 'declared by you',
}

// Resources named one by one; `--json` has them all.
const SHOWN = 20

/** What a token can do, as printable lines for a person, ending with what that rests on. */
export function describeReach({ breadth, access, resources, scopes, evidence }: Reach): string[] {
  return [
    BREADTH[breadth],
    ACCESS[access],
    ...resources.slice(0, SHOWN).map(resourceLine),
    ...(resources.length > SHOWN ? [`and ${resources.length - SHOWN} more resources`] : []),
    ...scopes.map((scope) => `scope ${printable(scope)}`),
    '',
    ...(evidence.length === 0 ? ['nothing vouches for this'] : evidence.map(evidenceLine)),
  ]
}

const resourceLine = ({ kind, name }: Resource): string =>
  name === '*' ? `every ${printable(kind)}` : `${printable(kind)} ${printable(name)}`

const evidenceLine = ({ source, says }: Evidence): string => `${SOURCE[source]}: ${printable(says)}`
