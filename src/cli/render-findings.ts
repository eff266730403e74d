import type { Finding } from '../core/token/finding.ts'
import type { Output } from './output.ts'
import { printable } from './printable.ts'
import { severityMark } from './verdict-mark.ts'

/** Findings with why and remedy, most severe first, as they come; empty for none. */
export const renderFindings = (findings: readonly Finding[], { paint }: Pick<Output, 'paint'>): string =>
  findings
    .map(({ rule, severity, title, why, remedy }) =>
      [
        `${severityMark(paint, severity)} ${printable(rule)}  ${paint.strong(printable(title))}`,
        `  ${printable(why)}`,
        `  ${printable(remedy.text)}${remedy.url === '' ? '' : `: ${printable(remedy.url)}`}`,
        '',
      ].join('\n'),
    )
    .join('\n')
