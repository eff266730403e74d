import type { TokenView } from '../../core/reach/token-view.ts'
import { formatDomain } from '../../core/token/domain.ts'
import type { Output } from '../output.ts'
import { describeReach } from './describe-reach.ts'
import { describeScopeUse } from './describe-scope-use.ts'
import { day, moment } from './moment.ts'
import { printable } from './printable.ts'
import { providerName } from './provider-name.ts'
import { indented, renderDecision, renderFindings } from './render-findings.ts'
import { verdictMark } from './verdict-mark.ts'
import { type Side, wall } from './wall.ts'

type Shown = Pick<Output, 'paint' | 'columns'>

/** A token for a person: verdict, domain and reach on the two sides of the wall, what is in excess, what to do. */
export function renderToken(token: TokenView, out: Shown): string {
  const { verdict, excess, findings } = token
  return [
    `${out.paint.verdict(verdict, verdictMark(verdict))}  ${out.paint.strong(printable(token.name))}\n${history(token)}\n${renderDecision(verdict, findings)}`,
    wall(domainSide(token), reachSide(token), out),
    excess.length === 0
      ? ''
      : `in excess of its domain\n${excess.map((line) => indented(printable(line), out)).join('')}`,
    renderFindings(findings, out),
  ]
    .filter((part) => part !== '')
    .join('\n')
}

function history({ provider, kind, status, createdAt, rotatedAt, lastUsedAt }: TokenView): string {
  return [
    what(provider, kind),
    ...(status === 'active' ? [] : [status]),
    `added ${day(createdAt)}`,
    ...(rotatedAt === null ? [] : [`rotated ${day(rotatedAt)}`]),
    lastUsedAt === null ? 'never used' : `last used ${day(lastUsedAt)}`,
  ].join(', ')
}

/** `GitHub, fine-grained PAT`: provider and kind in a person's words. */
export const what = (provider: string | null, kind: string | null): string =>
  printable([provider === null ? 'unknown provider' : providerName(provider), kind].filter((part) => part).join(', '))

const reachSide = ({ reach, scopeUse }: TokenView): Side => ({
  title: 'reach: what it can do',
  lines: [...describeReach(reach), ...describeScopeUse(scopeUse ?? null)],
})

const domainSide = ({ domain, destinations, env, expiresAt }: TokenView): Side => ({
  title: 'domain: where it may go',
  lines: [
    formatDomain(domain),
    ...(destinations.length === 0 ? ['no destination is named'] : destinations.map(printable)),
    '',
    env === null ? 'no variable' : `variable ${printable(env)}`,
    expiresAt === null ? 'no known expiry' : `expires ${moment(expiresAt)}`,
  ],
})
