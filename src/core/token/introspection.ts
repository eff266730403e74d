import type { Access, Breadth, Resource } from './reach.ts'

/** How a provider wants the token for its own questions; some differ from the carriers of its everyday requests. */
export type Carriage =
  | { readonly kind: 'bearer' }
  /** A scheme that ends in `=` stands right before the token: `Token token=`. */
  | { readonly kind: 'header'; readonly header: string; readonly scheme?: string }
  /** As the password of `user`; without one, as the user with an empty password. */
  | { readonly kind: 'basic'; readonly user?: string }
  /** A secret that is already `user:password`. */
  | { readonly kind: 'basic-pair' }
  /** In place of `{token}` in a step's path, where the provider has no other way. Paths are never logged. */
  | { readonly kind: 'path' }

/** What one answer tells. A part that is left out is not told by it; a later step's word replaces an earlier one's. */
export interface Facts {
  /** Who the provider takes it for: a login, an app, a workspace. */
  readonly account?: string
  /** All scopes it has, in the provider's words; an empty list says that it has none. Lists of several steps are joined. */
  readonly scopes?: readonly string[]
  /** What it reaches by name. Lists of several steps are joined. */
  readonly resources?: readonly Resource[]
  readonly breadth?: Breadth
  readonly access?: Access
  /** ISO 8601 time; null when the provider says that it never ends. */
  readonly expiresAt?: string | null
  /** Plain sentences for the evidence. */
  readonly says?: readonly string[]
  /** Why the provider no longer takes it, as the end of "it …": `is revoked`. */
  readonly dead?: string
}

/** An answer as a step reads it. Everything in it was written by a stranger. */
export interface Answer {
  readonly status: number
  /** A header's value; null when there is none. */
  readonly header: (name: string) => string | null
  /** The parsed body; undefined when there is none, or when it is no JSON. */
  readonly body: unknown
}

/** What was read from one answer, with further questions that it leads to. */
export interface Told extends Facts {
  /** True when the answer, whatever its status, says that the token is not taken. */
  readonly refused?: boolean
  readonly next?: readonly Step[]
}

/** One question to a provider. It changes nothing there. */
export interface Step {
  /** Default GET. */
  readonly method?: 'GET' | 'HEAD'
  /** From the base URL on, with its query; `{token}` only where the carriage is `path`. */
  readonly path: string
  readonly headers?: Readonly<Record<string, string>>
  /** In place of the introspection's, where one provider takes its kinds of token in different headers. */
  readonly carriage?: Carriage
  /** Statuses that `read` understands. Default 200. */
  readonly tells?: readonly number[]
  /** What the statuses 401 and 403 tell when they do not mean that the token is dead: that it may not do this one thing. */
  readonly denied?: Facts
  /** Statuses that mean `denied`, where it is given. Default 401 and 403. */
  readonly denies?: readonly number[]
  /** Reads an answer of one of the statuses in `tells`; must not throw on anything a body may hold. */
  readonly read: (answer: Answer) => Told
}

/** What is known of a token before anybody is asked. */
export interface Asked {
  /** The provider's word for its form; null when none matched. */
  readonly kind: string | null
  /** The secret itself, for what its text says about where to ask. */
  readonly text: string
}

/** How a provider is asked what a token of it may do: GET and HEAD only, one host. */
export interface Introspection {
  /** Id of its provider. */
  readonly id: string
  /** The provider's own base URL, https, without a slash at its end; null when every customer has its own. May depend on the token. */
  readonly base: string | null | ((asked: Asked) => string | null)
  /** Where the user may give another base URL, since customers run it themselves or have a host of their own. */
  readonly own?: {
    /** Put before the steps' paths when the given base URL has no path of its own: `/api/v3`. */
    readonly path?: string
    /** What the hint shows: `https://gitlab.example.com`. */
    readonly example: string
    /** Base URLs of the provider's own in other regions, asked when the token's destinations name their host. */
    readonly regions?: readonly string[]
  }
  readonly carriage: Carriage | ((asked: Asked) => Carriage)
  /** The first is always asked; its refusal says that the token is dead. An empty list: this kind cannot be asked about. */
  readonly steps: readonly Step[] | ((asked: Asked) => readonly Step[])
  /** What a refusal of the first step means, where it does not only say that the token is revoked, expired or wrong. */
  readonly refusal?: string
  /** Pages that the steps and their reading were taken from. */
  readonly source: string
}
