import type { Contents } from './contents.ts'
import type { Narrow } from './narrowing.ts'
import type { Access, Breadth, Resource } from './reach.ts'
import type { Rule, RuleFacts } from './rule.ts'

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
  /** Verifies the checksum inside the text, where the provider publishes one; null for a text of the form that carries none. */
  readonly checksum?: (text: string) => boolean | null
  /**
   * Reads what the text holds inside: the claims of a JWT, the caveats of a macaroon, the names in a key file.
   *
   * Called only for a text that the pattern took. Never throws; time is linear in the text's length.
   *
   * @returns null for what cannot be read: then nothing is known of its reach, whatever the form says.
   */
  readonly read?: (text: string) => Contents | null
  /** Makes a narrower one offline, where the form lets whoever holds it do so. */
  readonly narrow?: Narrow
  /** How much the form reaches at least; left out when narrower and wider ones look the same. */
  readonly breadth?: Breadth
  /** What the form may do at least; left out when the text does not tell. */
  readonly access?: Access
  /** True when its provider lets it live for hours at most, though the text does not say until when. */
  readonly shortLived?: boolean
  /** Overrides the provider's. */
  readonly carried?: 'requests' | 'never'
  /** True for a provider's master key: god-level whatever else is known. */
  readonly master?: boolean
  /** The variable that tools read this kind from, where it is not the provider's first. */
  readonly env?: string
  /** Canonical destinations that this kind needs, where they are not the provider's; empty when only its owner knows them. */
  readonly destinations?: readonly string[]
  /** What a suggested name ends in, where the provider's id does not say enough: `live`. */
  readonly suffix?: string
  /** What the form tells, one plain sentence for the evidence. */
  readonly says?: string
  /** Source of the pattern, for the reader. */
  readonly source?: string
}

/** What one scope of a provider allows. */
export interface ScopeFact {
  readonly access: Access
  /** How far it goes where nothing narrower was said. */
  readonly breadth?: Breadth
  /** How far it goes whatever else is said: `admin:org` administers organisations. */
  readonly atLeast?: Breadth
  /** What its holder can do, as the end of "it can …". */
  readonly says?: string
}

/** What a narrower token is for: as much of it as a provider's page takes in its address is filled in there. */
export interface Need {
  /** How the new token is called. */
  readonly name: string
  /** The scopes that are needed, in the provider's words; empty when nobody said. */
  readonly scopes: readonly string[]
  /** The resources that are needed; empty when nobody said. */
  readonly resources: readonly Resource[]
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
  /** Registrable names under which it gives its customers hosts, beside the parents of its destinations: `supabase.co`. */
  readonly sites?: readonly string[]
  /** Variables that its tools read, the usual one first. */
  readonly env: readonly string[]
  readonly carriers: readonly Carrier[]
  /** `never` for what signs instead of being sent (AWS secret keys, PEM keys); never handed to a brokered session. */
  readonly carried: 'requests' | 'never'
  /** Its scopes by name, where the name alone would be read wrongly or not at all. */
  readonly scopes?: ReadonlyMap<string, ScopeFact>
  /** Kinds of resource that hold everything of an organisation here, and something smaller elsewhere: Bitbucket’s `workspace`. */
  readonly wideKinds?: readonly string[]
  /** True when others run it on hosts of their own, too: GitLab, Grafana, Vault. */
  readonly selfManaged?: boolean
  /** How this token becomes a narrower one, where there is a shorter way than a page; one plain sentence. */
  readonly narrowing?: (facts: RuleFacts) => string
  /** Rules that hold for its tokens only. */
  readonly rules?: readonly Rule[]
  /** The variable in which its SDK takes another base URL. */
  readonly baseUrlEnv?: string
  readonly links: {
    /** Where a narrower token is made. */
    readonly narrower: string
    /** The same page with its fields filled in, where the provider documents how. */
    readonly prefilled?: (need: Need) => string
    /** Where a token is revoked. */
    readonly revoke: string
  }
}
