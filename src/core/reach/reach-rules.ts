import type { Rule, RuleFacts } from '../token/rule.ts'
import { issuerOf, makeNarrower, onPage } from './make-narrower.ts'
import { isWildcard } from './wide-kinds.ts'

/** True when a token can change what it reaches. */
export const writes = ({ reach: { access } }: RuleFacts): boolean => access === 'write' || access === 'admin'

const isWide = ({ reach: { breadth } }: RuleFacts): boolean => breadth === 'account' || breadth === 'organisation'

const isMaster = ({ format }: RuleFacts): boolean => format?.master === true

const wildcards = ({ reach: { scopes, resources } }: RuleFacts): string[] => [
  ...scopes.filter(isWildcard),
  ...resources.filter(({ name }) => isWildcard(name)).map(({ kind, name }) => `${kind} ${name}`),
]

const hasWildcard = ({ reach: { scopes, resources } }: RuleFacts): boolean =>
  scopes.some(isWildcard) || resources.some(({ name }) => isWildcard(name))

/** Rules about what a token can do: god-level ones, then what lies beyond its domain. */
export const REACH_RULES: readonly Rule[] = [
  {
    id: 'BH002',
    title: 'Is a master key',
    severity: 'god',
    when: 'the form of the text is that of a key which its provider cannot narrow',
    test: isMaster,
    why: (facts) =>
      `${facts.format?.kind} of ${issuerOf(facts)}: it does everything that its owner can do, and cannot be narrowed`,
    remedy: makeNarrower,
    example: { provider: 'stripe', kind: 'live secret key', domain: 'service:billing' },
  },
  {
    id: 'BH003',
    title: 'Administers a whole organisation',
    severity: 'god',
    when: 'one of its scopes administers an organisation, or its form does',
    test: (facts) =>
      !isMaster(facts) &&
      ((facts.reach.breadth === 'organisation' && facts.reach.access === 'admin') || facts.administering.length > 0),
    why: ({ administering: [scope] }) =>
      `${scope === undefined ? 'it' : `the scope ${scope}`} lets whoever holds it change members, rights and settings of the organisation`,
    remedy: makeNarrower,
    example: { provider: 'github', kind: 'classic PAT', scopes: ['admin:org'] },
  },
  {
    id: 'BH004',
    title: 'Writes to a whole account',
    severity: 'god',
    when: 'it writes or administers, and reaches everything of an account',
    test: (facts) => !isMaster(facts) && facts.reach.breadth === 'account' && writes(facts),
    why: (facts) => `one leak changes everything that its account at ${issuerOf(facts)} owns`,
    remedy: makeNarrower,
    example: { provider: 'github', kind: 'classic PAT', scopes: ['repo'], endsInDays: 90 },
  },
  {
    id: 'BH005',
    title: 'Writes to a whole organisation',
    severity: 'god',
    when: 'it writes, and reaches everything of an organisation',
    test: (facts) => !isMaster(facts) && facts.reach.breadth === 'organisation' && facts.reach.access === 'write',
    why: () => 'one leak changes everything that the organisation owns',
    remedy: makeNarrower,
    example: { scopes: ['write:packages'], resources: ['organisation:acme'], endsInDays: 90 },
  },
  {
    id: 'BH006',
    title: 'Names a wildcard',
    severity: 'god',
    when: 'a scope, a resource or an audience stands for everything, whatever it may do there',
    test: (facts) => hasWildcard(facts) || facts.everything,
    why: (facts) =>
      `${wildcards(facts).join(', ') || 'a scope that stands for everything'} has no end: it covers what is made tomorrow, too`,
    remedy: makeNarrower,
    example: { scopes: ['read:orders'], resources: ['repository:acme/*'], endsInDays: 90 },
  },
  {
    id: 'BH012',
    title: 'Reaches beyond its domain',
    severity: 'wide',
    when: 'it can do something outside its domain, and no rule above says so more strongly',
    // A whole account or organisation is always in excess: then no sentence need be made to see it.
    test: (facts) => !isMaster(facts) && (isWide(facts) ? !writes(facts) : facts.excess.length > 0),
    why: ({ excess: [first, ...more] }) =>
      `it ${first}${more.length === 0 ? '' : ', and more that is listed as excess'}`,
    remedy: makeNarrower,
    example: {
      provider: 'github',
      kind: 'fine-grained PAT',
      scopes: ['contents:read'],
      resources: ['repository:acme/web', 'repository:acme/api'],
      endsInDays: 90,
    },
  },
  {
    id: 'BH017',
    title: 'Names nothing of its domain',
    severity: 'note',
    when: 'the one repository, project or table it reaches is not called like its domain, and no destination names it',
    test: ({ placement }) => placement.unrelated !== null,
    why: ({ placement: { unrelated }, domain }) =>
      `the ${unrelated?.kind} ${unrelated?.name} does not say by its name that it belongs to the ${domain?.kind} ${domain?.name}`,
    remedy: onPage('name it in a destination if it belongs there, or make a token for what does'),
    example: {
      provider: 'github',
      kind: 'fine-grained PAT',
      scopes: ['contents:read'],
      resources: ['repository:acme/api'],
      endsInDays: 90,
    },
  },
  {
    id: 'BH019',
    title: 'Administers what it reaches',
    severity: ({ reach }) => (reach.breadth === 'several' ? 'wide' : 'note'),
    when: 'it administers one resource or several: a note for one, wide for several',
    test: ({ reach: { access, breadth } }) => access === 'admin' && (breadth === 'resource' || breadth === 'several'),
    why: () => 'it can delete what it reaches, and change who else may reach it; few uses need more than to write',
    remedy: makeNarrower,
    example: { scopes: ['repo:admin'], resources: ['repository:acme/web'], endsInDays: 90 },
  },
]
