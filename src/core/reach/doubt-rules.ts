import type { Rule, RuleFacts } from '../token/rule.ts'
import { hasWrongChecksum, isCutOrPadded } from './doubts.ts'
import { issuerOf, onPage, onRevokePage } from './make-narrower.ts'

/** Rules about what is not known. None of them makes a token wide; each keeps it from being called scoped. */
export const DOUBT_RULES: readonly Rule[] = [
  {
    id: 'BH011',
    title: 'Has a wrong checksum',
    severity: 'note',
    when: 'its form has a checksum, and the text does not fit it',
    test: ({ reach }) => reach.evidence.some(hasWrongChecksum),
    why: (facts) => `${issuerOf(facts)} never made this text: it was mistyped, cut, or made up`,
    remedy: onRevokePage('copy it again from where it was made'),
    example: { provider: 'github', kind: 'app installation token', flaw: 'checksum' },
  },
  {
    id: 'BH013',
    title: 'May do more than is known',
    severity: 'note',
    when: 'how far it reaches, what it may do there, or what one of its scopes means is not known',
    test: ({ understood }) => !understood,
    why: ({ reach }) => `${unknownParts(reach)} not known, so it may be wider than it looks`,
    remedy: onPage('look up the scopes and resources it was given, and name them here'),
    example: { provider: 'github', kind: 'fine-grained PAT' },
  },
  {
    id: 'BH020',
    title: 'Only looks like a token',
    severity: 'note',
    when: 'the text begins like a form that is known, without being one',
    test: ({ reach }) => reach.evidence.some(isCutOrPadded),
    why: () => 'it was cut, padded or made up; if something takes it all the same, nobody can say what it is',
    remedy: onRevokePage('copy it again from where it was made'),
    example: { provider: 'github', kind: 'fine-grained PAT', flaw: 'padded', scopes: ['contents:read'] },
  },
]

function unknownParts({ breadth, access }: RuleFacts['reach']): string {
  if (breadth === 'unknown' && access === 'unknown') return 'what it reaches and what it may do there are'
  if (breadth === 'unknown') return 'what it reaches is'
  return access === 'unknown' ? 'what it may do is' : 'one of its scopes is'
}
