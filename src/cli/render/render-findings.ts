import { decidingFinding } from '../../core/reach/deciding-finding.ts'
import type { Finding, Remedy, Verdict } from '../../core/token/finding.ts'
import type { Output } from '../output.ts'
import { printable } from './printable.ts'
import { severityMark } from './verdict-mark.ts'
import { DEFAULT_COLUMNS } from './wall.ts'
import { wrap } from './wrap.ts'

type Shown = Pick<Output, 'paint' | 'columns'>

/** Findings with why and remedy, most severe first, as they come; empty for none. */
export const renderFindings = (findings: readonly Finding[], out: Shown): string =>
  findings
    .map(({ rule, severity, title, why, remedy }) =>
      [
        `${severityMark(out.paint, severity)} ${printable(rule)}  ${out.paint.strong(printable(title))}\n`,
        indented(printable(why), out),
        renderRemedy(remedy, out),
      ].join(''),
    )
    .join('\n')

/** On which rule a verdict rests, as one line. */
export function renderDecision(verdict: Verdict, findings: readonly Finding[]): string {
  const finding = decidingFinding(findings, verdict)
  if (finding === null) return 'no rule says that it can do more than its domain needs\n'
  return `decided by ${printable(finding.rule)}: ${printable(finding.title)}\n`
}

/** Sentences below a title, wrapped where the terminal ends. */
export const indented = (text: string, { columns }: Shown): string =>
  wrap(text, Math.min(columns ?? DEFAULT_COLUMNS, DEFAULT_COLUMNS) - INDENT.length)
    .map((line) => `${INDENT}${line}\n`)
    .join('')

const INDENT = '  '

/** What to do; the link stands on a line of its own and is never broken, so that terminals can open it. */
const renderRemedy = ({ text, url }: Remedy, out: Shown): string =>
  `${indented(`→ ${printable(text)}`, out)}${INDENT}  ${printable(url)}\n`
