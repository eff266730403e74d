import type { Inspection } from '../../core/reach/inspection.ts'
import type { Checksum } from '../../core/token/provider.ts'
import type { Output } from '../output.ts'
import { describeReach } from './describe-reach.ts'
import { moment } from './moment.ts'
import { printable } from './printable.ts'
import { renderDecision, renderFindings } from './render-findings.ts'
import { what } from './render-token.ts'
import { verdictMark } from './verdict-mark.ts'
import { type Side, wall } from './wall.ts'

const CHECKSUM: Readonly<Record<Checksum, string>> = {
  valid: 'its checksum is right',
  wrong: 'its checksum is wrong: a slip of the pen, or a fake',
  none: 'it has no checksum that is known',
}

/** An inspected secret for a person: what it is, where it would be let, what it can do, what to do about it. */
export function renderInspection(inspection: Inspection, out: Pick<Output, 'paint' | 'columns'>): string {
  const { verdict, provider, kind, checksum, reach, findings } = inspection
  return [
    `${out.paint.verdict(verdict, verdictMark(verdict))}  ${out.paint.strong(what(provider, kind))}\n${CHECKSUM[checksum]}\n${renderDecision(verdict, findings)}`,
    wall(suggestion(inspection), { title: 'reach: what it can do', lines: describeReach(reach) }, out),
    renderFindings(findings, out),
  ]
    .filter((part) => part !== '')
    .join('\n')
}

const suggestion = ({ name, env, destinations, expiresAt }: Inspection): Side => ({
  title: 'domain: where it would be let go',
  lines: [
    ...(destinations.length === 0 ? ['no destination is known'] : destinations.map(printable)),
    '',
    `name ${printable(name)}`,
    env === null ? 'no variable is known' : `variable ${printable(env)}`,
    expiresAt === null ? 'no known expiry' : `expires ${moment(expiresAt)}`,
  ],
})
