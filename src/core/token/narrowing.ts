import type { Resource } from './reach.ts'

/** What a token is narrowed to; at least one of both is given. */
export interface Narrowing {
  /** The only resources that are left; empty leaves them as they are. */
  readonly resources: readonly Resource[]
  /** ISO 8601; null leaves the end as it is. */
  readonly expiresAt: string | null
}

/**
 * Makes a narrower token from one offline, where its form lets anybody who holds it do so.
 *
 * @returns null when the text cannot be read.
 * @throws {BulkheadError} `usage` for what the token cannot be narrowed to.
 */
export type Narrow = (
  text: string,
  narrowing: Narrowing,
  tools: {
    readonly now: Date
    /** HMAC-SHA-256. */
    readonly hmac: (key: Uint8Array, bytes: Uint8Array) => Uint8Array
  },
) => string | null
