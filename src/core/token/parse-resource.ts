import { BulkheadError } from '../errors.ts'
import { quoteShort } from './quote-short.ts'
import type { Resource } from './reach.ts'

/**
 * Reads `KIND:NAME`, a resource in the provider's words: `repository:acme/web`.
 *
 * @throws {BulkheadError} `usage`.
 */
export function parseResource(text: string): Resource {
  const [, kind, name] = /^([a-z][a-z0-9-]{0,63}):(\S.{0,255})$/u.exec(text) ?? []
  if (kind && name) return { kind, name }
  throw new BulkheadError('usage', `not a resource:${quoteShort(text) || ' another form is wanted'}`, {
    hint: 'write KIND:NAME, such as repository:acme/web',
  })
}

/** `repository:acme/web`, the form that `parseResource` reads. */
export const formatResource = ({ kind, name }: Resource): string => `${kind}:${name}`
