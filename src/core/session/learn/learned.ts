import type { Destination } from '../../token/destination-grammar.ts'
import type { Carrier } from '../../token/provider.ts'

/** What requests have in common. */
export interface RequestForm {
  readonly method: string
  readonly scheme: 'https' | 'http'
  readonly host: string
  readonly port: number
  /** A path pattern: what differs from call to call, such as a number, is a `*`. */
  readonly path: string
}

/** Requests of one form, and how many there were. */
export interface LearnedRequest extends RequestForm {
  readonly count: number
}

/** What one token was used for in a session. */
export interface LearnedToken {
  readonly id: string
  /** As it was called then. */
  readonly name: string
  readonly requests: readonly LearnedRequest[]
  /** Requests that no rule can name, such as one with a star in its path; they are in none of the others. */
  readonly unnamed: number
}

/** Requests of one form that were refused. */
export interface LearnedRefusal {
  /** The token's name; null where it was for none. */
  readonly token: string | null
  readonly method: string
  /** Empty where it came to none. */
  readonly host: string
  readonly port: number
  /** Null where it may hold a placeholder, or is none. */
  readonly path: string | null
  readonly code: string
  readonly count: number
}

/** What a session's tokens were used for. Never a query, a header, a body, a placeholder or a secret. */
export interface Learned {
  readonly v: 1
  /** The session's id. */
  readonly session: string
  /** When it was written last. */
  readonly at: string
  readonly tokens: readonly LearnedToken[]
  readonly refused: readonly LearnedRefusal[]
  /** True when there were more forms than are kept, so that paths were put together. */
  readonly isMerged: boolean
  /** Refused requests of forms beyond those that are kept. */
  readonly moreRefused: number
}

/** Forms that are kept of a session: far more than a person reads, and less than a megabyte. */
export const MOST_REQUESTS = 2000
export const MOST_REFUSED = 500

/** The destination that takes requests of this form alone. */
export const formOf = (
  { method, scheme, host, port, path }: RequestForm,
  carrier: Carrier | null = null,
): Destination => ({ methods: [method], scheme, host, port, path, carrier })

/** How methods are spelled in a destination; TRACE and CONNECT are for no token. */
export const isNameableMethod = (method: string): boolean =>
  /^[A-Z][A-Z-]{0,19}$/.test(method) && method !== 'TRACE' && method !== 'CONNECT'
