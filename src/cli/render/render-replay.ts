import type { LearnedRefusal, LearnedRequest } from '../../core/session/learn/learned.ts'
import type { ReviewedToken } from '../../core/session/learn/review-learned.ts'
import { formatDestination } from '../../core/token/destination-grammar.ts'
import type { Output } from '../output.ts'
import { printable } from './printable.ts'
import { type Row, table } from './table.ts'

type Shown = Pick<Output, 'paint'>

/** Tokens with what is proposed, what they were used for, and what was refused. */
export function renderReplay(
  tokens: readonly ReviewedToken[],
  refused: readonly LearnedRefusal[],
  moreRefused: number,
  out: Shown,
): string {
  const parts = [...tokens.map((token) => renderToken(token, out)), renderRefused(refused, moreRefused)]
  return parts.filter((part) => part !== '').join('\n')
}

function renderToken(token: ReviewedToken, out: Shown): string {
  const { name, requests, outside, unnamed } = token
  return [
    `${out.paint.strong(printable(name))}${token.isGone ? ' (not in the vault any more)' : ''}\n`,
    renderDifference(token, out),
    requests.length === 0 ? '  it was not used\n' : `  used for\n${renderRequests(requests)}`,
    outside.length === 0 ? '' : `  used for, and outside its destinations by now\n${renderRequests(outside)}`,
    unnamed === 0 ? '' : `  ! ${unnamed} with a path or method that no destination can name\n`,
  ].join('')
}

/** The present destinations and the proposed ones; no line stands for both. */
export function renderDifference({ present, proposed, isNarrower }: ReviewedToken, { paint }: Shown): string {
  if (!isNarrower) return present.map((text) => `    ${printable(text)}\n`).join('')
  const removed = present.map((text) =>
    proposed.includes(text) ? `    ${printable(text)}` : paint.removed(`  - ${printable(text)}`),
  )
  const added = proposed.filter((text) => !present.includes(text)).map((text) => paint.added(`  + ${printable(text)}`))
  return [...removed, ...added].map((line) => `${line}\n`).join('')
}

/** Requests as lines: how many, and of which form. */
export const renderRequests = (requests: readonly LearnedRequest[]): string =>
  indented(requests.map((request): Row => [`${request.count}`, request.method, placeOf(request)]))

function renderRefused(refused: readonly LearnedRefusal[], more: number): string {
  if (refused.length + more === 0) return ''
  const rows = refused.map(
    ({ count, code, token, method, host, port, path }): Row => [
      `${count}`,
      code,
      token ?? '-',
      method === '' ? '-' : method,
      host === '' ? '-' : `${host}${port === 443 || port === 0 ? '' : `:${port}`}${path ?? ''}`,
    ],
  )
  return `refused\n${indented(rows)}${more === 0 ? '' : `    and ${more} more\n`}`
}

const placeOf = (request: LearnedRequest): string => formatDestination({ ...request, methods: null, carrier: null })

const indented = (rows: readonly Row[]): string => table(rows).replace(/^(?=.)/gm, '    ')
