import { isExpired } from '../token/expiry.ts'
import type { Rule, RuleFacts } from '../token/rule.ts'
import { makeEnding, onFilledPage, onRevokePage } from './make-narrower.ts'
import { writes } from './reach-rules.ts'

/** How long before its end a token is said to end soon, in days. */
export const EXPIRING_DAYS = 7

/** How long a token lies unused before that is said, in days. */
export const UNUSED_DAYS = 90

const LONG_DAYS = 366

const DAY_MS = 86_400_000

const isWithin = (expiresAt: string | null, now: Date, days: number): boolean =>
  expiresAt !== null && Date.parse(expiresAt) <= now.getTime() + days * DAY_MS

const endless = ({ expiresAt, format }: RuleFacts): boolean => expiresAt === null && !format?.shortLived

/** Rules about a token's life: when it ends, and whether anybody uses it. They need the clock. */
export const LIFE_RULES: readonly Rule[] = [
  {
    id: 'BH007',
    title: 'Writes and never expires',
    severity: 'wide',
    when: 'it writes or administers, and no end is known',
    test: (facts) => endless(facts) && writes(facts),
    why: () => 'a copy of it made today still works in years',
    remedy: makeEnding,
    example: {
      provider: 'github',
      kind: 'fine-grained PAT',
      scopes: ['contents:write'],
      resources: ['repository:acme/web'],
    },
  },
  {
    id: 'BH008',
    title: 'Has expired',
    severity: 'note',
    when: 'its end has come',
    test: (facts) => isExpired(facts, facts.now),
    why: ({ expiresAt }) => `it ended at ${expiresAt} and is not injected any more`,
    remedy: onFilledPage('make a new one and rotate, or remove it'),
    example: { scopes: ['read:orders'], resources: ['project:web'], endsInDays: -1 },
  },
  {
    id: 'BH009',
    title: `Expires within ${EXPIRING_DAYS} days`,
    severity: 'note',
    when: `its end comes within ${EXPIRING_DAYS} days`,
    test: (facts) => isWithin(facts.expiresAt, facts.now, EXPIRING_DAYS) && !isExpired(facts, facts.now),
    why: ({ expiresAt }) => `it ends at ${expiresAt}; what uses it stops then`,
    remedy: onFilledPage('make the next one and rotate before that day'),
    example: { scopes: ['read:orders'], resources: ['project:web'], endsInDays: 3 },
  },
  {
    id: 'BH015',
    title: `Unused for ${UNUSED_DAYS} days`,
    severity: 'note',
    when: `nothing used, rotated or added it for ${UNUSED_DAYS} days`,
    test: ({ touchedAt, now }) => touchedAt !== null && Date.parse(touchedAt) <= now.getTime() - UNUSED_DAYS * DAY_MS,
    why: ({ touchedAt }) => `it was last touched at ${touchedAt}: what nobody uses can only leak`,
    remedy: onRevokePage('revoke it there and remove it here, unless it is still needed'),
    example: { scopes: ['read:orders'], resources: ['project:web'], endsInDays: 60, idleDays: 120 },
  },
  {
    id: 'BH018',
    title: 'Writes for more than a year',
    severity: 'note',
    when: `it writes or administers, and ends more than ${LONG_DAYS} days from now`,
    test: (facts) => facts.expiresAt !== null && writes(facts) && !isWithin(facts.expiresAt, facts.now, LONG_DAYS),
    why: ({ expiresAt }) => `it ends at ${expiresAt}: a copy of it made today works for most of that time`,
    remedy: onFilledPage('give the next one 90 days'),
    example: { scopes: ['write:orders'], resources: ['project:web'], endsInDays: 1000 },
  },
]
