import type { UpstreamProxy } from '../../broker/session.ts'
import { BulkheadError } from '../../core/errors.ts'
import type { Environment } from '../../core/session/environment.ts'
import { isExcepted } from '../../core/session/no-proxy.ts'

/** In the order in which curl and most others look; they prefer the lower case, and take the one for all last. */
const VARIABLES = ['https_proxy', 'HTTPS_PROXY', 'all_proxy', 'ALL_PROXY'] as const

/**
 * The proxy that a session's processes would have used, through which its broker then dials; null for none. What they would
 * have asked past it, the broker does, too.
 *
 * @throws {BulkheadError} `failure` for one that is no HTTP proxy, and for any under `strict`: behind a proxy, where a
 *   name leads is not ours to check.
 */
export function inheritedProxy(options: {
  readonly parent: Environment
  readonly strict: boolean
  readonly say: (line: string) => void
}): UpstreamProxy | null {
  const { parent, strict, say } = options
  const variable = VARIABLES.find((name) => (parent[name] ?? '') !== '')
  if (variable === undefined) return null
  const text = parent[variable] ?? ''
  const url = URL.parse(/^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `http://${text}`)
  if (url === null || (url.protocol !== 'http:' && url.protocol !== 'https:')) {
    throw new BulkheadError('failure', `${variable} names no HTTP proxy, and the broker can use no other`, {
      hint: `unset ${variable} for this command, or run it without --broker`,
    })
  }
  if (strict) {
    throw new BulkheadError('failure', `${variable} is set: behind a proxy --strict cannot check where a name leads`, {
      hint: `unset ${variable} for this command, or leave --strict out`,
    })
  }
  say(`requests go on through the proxy ${url.host} of ${variable}: where a name leads is not checked then`)
  const exceptions = [parent.no_proxy ?? '', parent.NO_PROXY ?? '']
  return { url, isFor: (place) => !isExcepted(exceptions, place) }
}
