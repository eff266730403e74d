import { BulkheadError } from '../errors.ts'
import { quoteShort } from './quote-short.ts'

export const DOMAIN_KINDS = ['project', 'service', 'dataset'] as const

export type DomainKind = (typeof DOMAIN_KINDS)[number]

/** The resource boundary that a token serves: `project:web`, `service:billing`, `dataset:acme-eu`. */
export interface Domain {
  readonly kind: DomainKind
  readonly name: string
}

const NAME = /^[a-z0-9][a-z0-9._-]{0,63}$/

/** True for a token or domain name: `[a-z0-9][a-z0-9._-]{0,63}`. */
export const isName = (text: string): boolean => NAME.test(text)

/**
 * Checks a token's name and gives it back.
 *
 * @throws {BulkheadError} `name-invalid`.
 */
export function parseName(text: string): string {
  if (isName(text)) return text
  throw new BulkheadError('name-invalid', `not a name:${quoteShort(text) || ' too long, or not of its letters'}`, {
    hint: 'use 1 to 64 of a-z, 0-9, dot, dash and underscore, beginning with a letter or digit',
  })
}

/**
 * Reads `KIND:NAME`.
 *
 * @throws {BulkheadError} `domain-invalid`.
 */
export function parseDomain(text: string): Domain {
  const colon = text.indexOf(':')
  const kind = DOMAIN_KINDS.find((known) => known === text.slice(0, colon))
  const name = text.slice(colon + 1)
  if (colon > 0 && kind && isName(name)) return { kind, name }
  throw new BulkheadError('domain-invalid', `not a domain:${quoteShort(text) || ' another form is wanted'}`, {
    hint: 'write project:NAME, service:NAME or dataset:NAME',
  })
}

/** `project:web`, the form that `parseDomain` reads. */
export const formatDomain = ({ kind, name }: Domain): string => `${kind}:${name}`
