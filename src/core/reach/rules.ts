import { isExpired } from '../token/expiry.ts'
import type { Remedy } from '../token/finding.ts'
import type { Rule, RuleFacts } from '../token/rule.ts'
import { WRONG_CHECKSUM } from './evidence-of.ts'

/** How long before its end a token is said to end soon, in days. */
export const EXPIRING_DAYS = 7

const DAY_MS = 86_400_000

// OWASP's page on keeping secrets, for tokens whose provider is not known: least privilege, rotation, revocation.
const GENERAL = 'https://cheatsheetseries.owasp.org/cheatsheets/Secrets_Management_Cheat_Sheet.html'

const writes = ({ reach: { access } }: RuleFacts): boolean => access === 'write' || access === 'admin'

const named = ({ provider }: RuleFacts): string => provider?.name ?? 'its provider'

const narrower =
  (text: string) =>
  ({ provider }: RuleFacts): Remedy => ({ text, url: provider?.links.narrower ?? GENERAL })

const revoked =
  (text: string) =>
  ({ provider }: RuleFacts): Remedy => ({ text, url: provider?.links.revoke ?? GENERAL })

const wildcards = ({ reach: { scopes, resources } }: RuleFacts): string[] => [
  ...scopes.filter((scope) => scope.includes('*')),
  ...resources.filter(({ name }) => name.includes('*')).map(({ kind, name }) => `${kind} ${name}`),
]

const isWide = ({ reach: { breadth } }: RuleFacts): boolean => breadth === 'account' || breadth === 'organisation'

const isAdministrator = ({ breadth, access }: RuleFacts['reach']): boolean =>
  breadth === 'organisation' && access === 'admin'

/** Every rule there is, beside those a provider adds. New knowledge is a new row; an id never changes its meaning. */
export const RULES: readonly Rule[] = [
  {
    id: 'BH001',
    title: 'Has no destination',
    // What is not known to reach anything stays unknown: that it may go anywhere is then not the first thing to mend.
    severity: ({ known }) => (known ? 'wide' : 'note'),
    test: ({ destinations }) => destinations?.length === 0,
    why: () => 'no host is named for it: once it is in an environment, it can be sent anywhere',
    remedy: narrower('name the hosts it is for, or make a token for one service'),
  },
  {
    id: 'BH002',
    title: 'Is a master key',
    severity: 'god',
    test: ({ format }) => format?.master === true,
    why: (facts) =>
      `${facts.format?.kind} of ${named(facts)}: it does everything that its owner can do, and cannot be narrowed`,
    remedy: narrower('make a restricted key for this domain and use it instead'),
  },
  {
    id: 'BH003',
    title: 'Administers a whole organisation',
    severity: 'god',
    test: ({ reach, format, administering }) => !format?.master && (administering.length > 0 || isAdministrator(reach)),
    why: ({ administering: [scope] }) =>
      `${scope === undefined ? 'it' : `the scope ${scope}`} lets whoever holds it change members, rights and settings of the organisation`,
    remedy: narrower('make a token for the one resource that this domain needs'),
  },
  {
    id: 'BH004',
    title: 'Writes to a whole account',
    severity: 'god',
    test: (facts) => !facts.format?.master && facts.reach.breadth === 'account' && writes(facts),
    why: (facts) => `one leak changes everything that its account at ${named(facts)} owns`,
    remedy: narrower('make a token for the one resource that this domain needs'),
  },
  {
    id: 'BH005',
    title: 'Writes to a whole organisation',
    severity: 'god',
    test: ({ format, reach: { breadth, access } }) =>
      !format?.master && breadth === 'organisation' && access === 'write',
    why: () => 'one leak changes everything that the organisation owns',
    remedy: narrower('make a token for the one resource that this domain needs'),
  },
  {
    id: 'BH006',
    title: 'Names a wildcard',
    severity: 'god',
    test: (facts) => wildcards(facts).length > 0 || facts.everything,
    why: (facts) =>
      `${wildcards(facts).join(', ') || 'a scope that stands for everything'} has no end: it covers what is made tomorrow, too`,
    remedy: narrower('name the audience, the resource and the scopes it needs'),
  },
  {
    id: 'BH007',
    title: 'Writes and never expires',
    severity: 'wide',
    test: (facts) => writes(facts) && facts.expiresAt === null && !facts.format?.shortLived,
    why: () => 'a copy of it made today still works in years',
    remedy: narrower('give the next one 90 days, and say here when it ends'),
  },
  {
    id: 'BH008',
    title: 'Has expired',
    severity: 'note',
    test: (facts) => isExpired(facts, facts.now),
    why: ({ expiresAt }) => `it ended at ${expiresAt} and is not injected any more`,
    remedy: narrower('make a new one and rotate, or remove it'),
  },
  {
    id: 'BH009',
    title: `Expires within ${EXPIRING_DAYS} days`,
    severity: 'note',
    test: (facts) =>
      !isExpired(facts, facts.now) && endsBefore(facts.expiresAt, facts.now.getTime() + EXPIRING_DAYS * DAY_MS),
    why: ({ expiresAt }) => `it ends at ${expiresAt}; what uses it stops then`,
    remedy: narrower('make the next one and rotate before that day'),
  },
  {
    id: 'BH010',
    title: 'Is stored more than once',
    severity: 'wide',
    test: ({ twins }) => twins.length > 0,
    why: ({ twins }) =>
      `${twins.join(', ')} ${twins.length === 1 ? 'holds' : 'hold'} the same secret: a leak in one place is a leak in all`,
    remedy: narrower('make a token of its own for each domain'),
  },
  {
    id: 'BH011',
    title: 'Has a wrong checksum',
    severity: 'note',
    test: ({ reach }) => reach.evidence.some(({ source, says }) => source === 'format' && says === WRONG_CHECKSUM),
    why: (facts) => `${named(facts)} never made this text: it was mistyped, cut, or made up`,
    remedy: revoked('copy it again from where it was made'),
  },
  {
    id: 'BH012',
    title: 'Reaches beyond its domain',
    severity: 'wide',
    // Where a rule above says it more strongly, this one is silent.
    test: (facts) => facts.excess.length > 0 && !facts.format?.master && !(isWide(facts) && writes(facts)),
    why: ({ excess }) => `it ${excess[0]}`,
    remedy: narrower('make a token for this domain only'),
  },
  {
    id: 'BH013',
    title: 'May do more than is known',
    severity: 'note',
    test: ({ known }) => !known,
    why: ({ reach }) => `${unknownParts(reach)} not known, so it may be wider than it looks`,
    remedy: narrower('look up the scopes and resources it was given, and name them here'),
  },
]

const endsBefore = (expiresAt: string | null, time: number): boolean =>
  expiresAt !== null && Date.parse(expiresAt) <= time

function unknownParts({ breadth, access }: RuleFacts['reach']): string {
  if (breadth === 'unknown' && access === 'unknown') return 'what it reaches and what it may do there are'
  if (breadth === 'unknown') return 'what it reaches is'
  return access === 'unknown' ? 'what it may do is' : 'one of its scopes is'
}
