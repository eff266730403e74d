import { parseExpiry } from '../core/token/expiry.ts'
import { parseResource } from '../core/token/parse-resource.ts'
import type { Resource } from '../core/token/reach.ts'
import { parseVariable } from '../core/token/variable.ts'
import { canonicalDestinations } from '../core/vault/canonical-destinations.ts'
import type { CommandOption } from './command.ts'

/** What `add` and `edit` take beside the domain, as the command line gives it. */
export interface DetailInput {
  readonly to?: readonly string[]
  /** false for `--no-env`. */
  readonly env?: string | false
  readonly scope?: readonly string[]
  readonly resource?: readonly string[]
  /** false for `--no-expires`. */
  readonly expires?: string | false
}

export const DETAIL_OPTIONS: readonly CommandOption[] = [
  {
    flags: '--to <DESTINATION>',
    about: 'where it may go: [METHODS ]HOST[:PORT][/PATH][ via CARRIER]',
    repeatable: true,
  },
  { flags: '--env <VAR>', about: 'the variable that its tools read' },
  { flags: '--no-env', about: 'no variable' },
  { flags: '--scope <S>', about: 'a scope that it was given at its provider', repeatable: true },
  { flags: '--resource <KIND:NAME>', about: 'what it can reach, such as repository:acme/web', repeatable: true },
  { flags: '--expires <WHEN>', about: 'YYYY-MM-DD, 90d, 12h, or a time as in RFC 3339' },
]

/** The same, parsed; what was not given is undefined, what was given as none is null. */
export interface Details {
  readonly destinations: readonly string[] | undefined
  readonly env: string | null | undefined
  readonly scopes: readonly string[] | undefined
  readonly resources: readonly Resource[] | undefined
  readonly expiresAt: string | null | undefined
}

/**
 * Parses the details before a secret is asked for, so that a slip costs no second paste.
 *
 * @throws {BulkheadError} `destination-invalid`, `destination-refused`, `variable-invalid`, `variable-refused`, `usage`.
 */
export function parseDetails({ to, env, scope, resource, expires }: DetailInput, now: Date): Details {
  return {
    destinations: to && canonicalDestinations(to),
    env: env === false ? null : env === undefined ? undefined : parseVariable(env),
    scopes: scope,
    resources: resource?.map(parseResource),
    expiresAt: expires === false ? null : expires === undefined ? undefined : parseExpiry(expires, now),
  }
}
