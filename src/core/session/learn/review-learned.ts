import type { TokenRow } from '../../ports.ts'
import { formatDestination, readDestination } from '../../token/destination-grammar.ts'
import type { Learned, LearnedRequest, LearnedToken } from './learned.ts'
import { proposeDestinations, takes } from './propose-destinations.ts'

/** What a token was used for in a session, held against what it may do today. */
export interface ReviewedToken {
  readonly id: string
  /** As it is called today; as it was called then, where it is gone. */
  readonly name: string
  /** True when it is in the vault no more. */
  readonly isGone: boolean
  readonly present: readonly string[]
  /** Empty when there is nothing to propose: it was not used, or is gone. */
  readonly proposed: readonly string[]
  /** True when what is proposed is something else than what is there. */
  readonly isNarrower: boolean
  readonly requests: readonly LearnedRequest[]
  /** Requests that its destinations do not take any more. */
  readonly outside: readonly LearnedRequest[]
  readonly unnamed: number
}

/** @param tokenById The catalog's: what a token may do is never taken from the record. */
export const reviewLearned = (
  { tokens }: Learned,
  tokenById: (id: string) => Pick<TokenRow, 'name' | 'destinations'> | null,
): ReviewedToken[] => tokens.map((token) => reviewToken(token, tokenById(token.id)))

function reviewToken(
  { id, name, requests, unnamed }: LearnedToken,
  row: Pick<TokenRow, 'name' | 'destinations'> | null,
): ReviewedToken {
  const present = row?.destinations ?? []
  const { destinations, inside, outside } = proposeDestinations(present.map(readDestination), requests)
  const proposed = destinations.map(formatDestination)
  return {
    id,
    name: row?.name ?? name,
    isGone: row === null,
    present,
    proposed,
    isNarrower: proposed.length > 0 && [...proposed].sort().join('\n') !== [...present].sort().join('\n'),
    requests: inside.toSorted(byUse),
    outside: outside.toSorted(byUse),
    unnamed,
  }
}

/** The requests that no destination of a rule takes as a whole: it would have refused them, or some of them. */
export function refusedByRule(texts: readonly string[], requests: readonly LearnedRequest[]): LearnedRequest[] {
  const rule = texts.map(readDestination)
  return requests.filter((request) => !rule.some((destination) => takes(destination, request)))
}

/** The most used first. */
const byUse = (one: LearnedRequest, other: LearnedRequest): number =>
  other.count - one.count || (textOf(one) < textOf(other) ? -1 : 1)

const textOf = ({ method, host, port, path }: LearnedRequest): string => `${host}:${port}${path} ${method}`
