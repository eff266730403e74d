import type { Carrier, Format, Provider, ScopeFact } from '../token/provider.ts'
import type { Access } from '../token/reach.ts'

/** A provider of whom no more than forms is known. What a form leaves open is left out, never guessed. */
export type Row = Omit<Provider, 'carried' | 'carriers' | 'links'> &
  Partial<Pick<Provider, 'carried' | 'carriers'>> &
  Pick<Provider['links'], 'prefilled'> & {
    /** Where narrower tokens are made. */
    readonly narrower: string
    /** Where a token is revoked; the same page where it is left out. */
    readonly revoke?: string
  }

export const BEARER: Carrier = { kind: 'bearer' }

export const BASIC: Carrier = { kind: 'basic' }

/** A header carrier, with any scheme or one. */
export const header = (name: string, scheme?: string): Carrier =>
  scheme === undefined ? { kind: 'header', header: name } : { kind: 'header', header: name, scheme }

/** One form of a row. */
export const form = (kind: string, prefix: string, pattern: RegExp, more: Partial<Format> = {}): Format => ({
  kind,
  prefix,
  pattern,
  ...more,
})

/** One fact for several scopes, whose names stand in one text with blanks between. */
export const grant = (names: string, fact: ScopeFact): [string, ScopeFact][] =>
  names
    .split(/\s+/)
    .filter((name) => name !== '')
    .map((name) => [name, fact])

/** A scope that holds for everything of its organisation or team, whatever else is said. */
export const wholeOrganisation = (access: Access, says?: string): ScopeFact =>
  says === undefined ? { access, atLeast: 'organisation' } : { access, atLeast: 'organisation', says }

/** The provider that a row stands for: carried in requests as a bearer token unless it says otherwise. */
export const providerOf = ({ narrower, revoke = narrower, prefilled, ...row }: Row): Provider => ({
  carried: 'requests',
  carriers: [BEARER],
  ...row,
  links: prefilled === undefined ? { narrower, revoke } : { narrower, revoke, prefilled },
})
