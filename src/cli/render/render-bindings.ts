import type { BindingView } from '../../core/project/project-view.ts'
import type { Output } from '../output.ts'
import { printable } from './printable.ts'
import { table } from './table.ts'
import { verdictCell } from './verdict-mark.ts'

/** The variables of a project as a table, and what keeps any of them out of a session. */
export function renderBindings(bindings: readonly BindingView[], { paint }: Pick<Output, 'paint'>): string {
  if (bindings.length === 0) return 'nothing is bound\n'
  const head = ['VARIABLE', 'TOKEN', 'DOMAIN', 'VERDICT', 'SOURCE']
  const rows = bindings.map(({ env, token, domain, verdict, source }) => [
    env,
    token,
    domain === '' ? '-' : domain,
    verdictCell(paint, verdict),
    source,
  ])
  const problems = [
    ...new Set(bindings.flatMap(({ problem }) => (problem === null ? [] : [`! ${printable(problem)}\n`]))),
  ]
  return `${table([head, ...rows])}${problems.length > 0 ? '\n' : ''}${problems.join('')}`
}
