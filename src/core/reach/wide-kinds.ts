import type { Breadth } from '../token/reach.ts'

const ORGANISATIONS = ['organisation', 'organization', 'org', 'enterprise', 'team', 'group', 'tenant', 'tailnet']
const ACCOUNTS = ['account', 'user', 'subscription']

/** Kinds of resource that hold everything of their owner, with how far a token of one reaches. */
export const WIDE_KINDS: ReadonlyMap<string, Breadth> = new Map([
  ...ORGANISATIONS.map((kind) => [kind, 'organisation'] as const),
  ...ACCOUNTS.map((kind) => [kind, 'account'] as const),
])

/** True for a name that stands for many, made tomorrow ones included: `acme/*`. */
export const isWildcard = (name: string): boolean => name.includes('*')
