import { BulkheadError } from '../../core/errors.ts'
import type { Environment } from '../../core/session/environment.ts'

/**
 * The proxy that a session's processes would have used, through which its broker then dials; null for none.
 *
 * @throws {BulkheadError} `failure` for one that is no HTTP proxy, and for any under `strict`: behind a proxy, where a
 *   name leads is not ours to check.
 */
export function inheritedProxy(options: {
  readonly parent: Environment
  readonly strict: boolean
  readonly say: (line: string) => void
}): URL | null {
  const { parent, strict, say } = options
  // curl and most others prefer the lower case.
  const text = parent.https_proxy || parent.HTTPS_PROXY || ''
  if (text === '') return null
  const url = URL.parse(/^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `http://${text}`)
  if (url === null || (url.protocol !== 'http:' && url.protocol !== 'https:')) {
    throw new BulkheadError('failure', 'HTTPS_PROXY names no HTTP proxy, and the broker can use no other', {
      hint: 'unset HTTPS_PROXY for this command, or run it without --broker',
    })
  }
  if (strict) {
    throw new BulkheadError('failure', 'HTTPS_PROXY is set: behind a proxy --strict cannot check where a name leads', {
      hint: 'unset HTTPS_PROXY for this command, or leave --strict out',
    })
  }
  say('requests go on through the proxy of HTTPS_PROXY: where a name leads is not checked then')
  return url
}
