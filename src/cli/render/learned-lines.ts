import type { Learned } from '../../core/session/learn/learned.ts'
import type { ReviewedToken } from '../../core/session/learn/review-learned.ts'

/** Destinations of a token that are shown at a session's end; `replay` shows all. */
const SHOWN = 6

/** What a session that ends has learned, in a few lines: what would be narrower, and what was refused. */
export function learnedLines({ refused, moreRefused }: Learned, tokens: readonly ReviewedToken[]): string[] {
  const refusals = refused.reduce((sum, { count }) => sum + count, moreRefused)
  if (refusals === 0 && tokens.every(isUnused)) return ['nothing was learned: no request to a bound host was made']
  return [
    ...tokens.flatMap(tokenLines),
    ...(refusals === 0 ? [] : [`${counted(refusals, 'request')} ${refusals === 1 ? 'was' : 'were'} refused`]),
  ]
}

const isUnused = ({ requests, outside, unnamed }: ReviewedToken): boolean =>
  requests.length + outside.length + unnamed === 0

function tokenLines(token: ReviewedToken): string[] {
  const { name, requests, present, proposed, isNarrower } = token
  if (isUnused(token)) return [`${name} was not used`]
  const total = requests.reduce((sum, { count }) => sum + count, 0)
  const made = `${name}: ${counted(total, 'request')} of ${counted(requests.length, 'kind')}`
  if (!isNarrower) return [`${made}; its destinations are as narrow as that`]
  const rest = proposed.length - SHOWN
  return [
    `${made}; proposed in place of ${present.join(' and ')}:`,
    ...proposed.slice(0, SHOWN).map((destination) => `  ${destination}`),
    ...(rest > 0 ? [`  and ${rest} more`] : []),
  ]
}

const counted = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`
