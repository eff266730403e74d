export type Breadth = 'resource' | 'several' | 'organisation' | 'account' | 'unknown'

export type Access = 'read' | 'write' | 'admin' | 'unknown'

export interface Resource {
  /** What it is in the provider's words: `repository`, `project`, `bucket` … `*` as a name means all of that kind. */
  readonly kind: string
  readonly name: string
}

export interface Evidence {
  readonly source: 'format' | 'claims' | 'caveats' | 'introspection' | 'declared'
  /** One plain sentence; never the secret or a part of it. */
  readonly says: string
  /** ISO 8601 time at which it was read. */
  readonly at: string
}

/** What a token can do, as far as is known; what is not known is `unknown`, never narrow. */
export interface Reach {
  readonly breadth: Breadth
  readonly access: Access
  readonly resources: readonly Resource[]
  readonly scopes: readonly string[]
  readonly evidence: readonly Evidence[]
}

/** What the user says a token can do. */
export interface Declared {
  readonly scopes: readonly string[]
  readonly resources: readonly Resource[]
}

export const UNKNOWN_REACH: Reach = { breadth: 'unknown', access: 'unknown', resources: [], scopes: [], evidence: [] }
