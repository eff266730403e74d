import type { Access, Breadth } from './reach.ts'

/** How a request holds the token. */
export type Carrier =
  | { readonly kind: 'bearer' }
  | { readonly kind: 'basic' }
  | { readonly kind: 'header'; readonly header: string; readonly scheme?: string }
  | { readonly kind: 'query'; readonly parameter: string }

export type Checksum = 'valid' | 'wrong' | 'none'

/** One textual form of a provider's credentials, and what the form alone tells. */
export interface Format {
  /** The provider's word for it: `classic PAT`. */
  readonly kind: string
  /** Literal beginning, which selects the row before the pattern runs; empty when there is none. */
  readonly prefix: string
  /** Anchored, and linear in the input's length. */
  readonly pattern: RegExp
  /** Verifies the checksum inside the text, where the provider publishes one. */
  readonly checksum?: (text: string) => boolean
  readonly breadth?: Breadth
  readonly access?: Access
  /** True for a provider's master key: god-level whatever else is known. */
  readonly master?: boolean
  /** What the form tells, one plain sentence for the evidence. */
  readonly says?: string
  /** Source of the pattern, for the reader. */
  readonly source?: string
}

/** What is known of the service that issued a token. */
export interface Provider {
  /** Lower case: `github`. */
  readonly id: string
  /** As the provider writes itself: `GitHub`. */
  readonly name: string
  readonly formats: readonly Format[]
  /** Canonical destinations that a token of it normally needs. */
  readonly destinations: readonly string[]
  /** Variables that its tools read, the usual one first. */
  readonly env: readonly string[]
  readonly carriers: readonly Carrier[]
  /** `never` for what signs instead of being sent (AWS secret keys, PEM keys); never handed to a brokered session. */
  readonly carried: 'requests' | 'never'
  /** The variable in which its SDK takes another base URL. */
  readonly baseUrlEnv?: string
  readonly links: {
    /** Where a narrower token is made. */
    readonly narrower: string
    /** Where a token is revoked. */
    readonly revoke: string
  }
}
