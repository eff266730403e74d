import type { Contents } from '../token/contents.ts'
import { timeAt } from '../token/value-at.ts'
import { foreignText } from './foreign-text.ts'
import { innerBase64Json } from './inner-json.ts'
import { ownDestination } from './own-destination.ts'

/**
 * Reads an organisation token of Sentry: `sntrys_`, base64 of JSON (`iat`, `url`, `region_url`, `org`), `_`, the secret part.
 *
 * Source: github.com/getsentry/sentry, src/sentry/utils/security/orgauthtoken_token.py. Like its own reader, this one wants an `iat`.
 */
export function readSentry(text: string): Contents | null {
  const payload = innerBase64Json(text.slice('sntrys_'.length, text.lastIndexOf('_')))
  if (payload === null || typeof payload.iat !== 'number') return null

  const org = foreignText(payload.org)
  const issued = timeAt(payload, 'iat')
  const hosts = [payload.region_url, payload.url].flatMap((url) =>
    typeof url === 'string' && url.length <= 200 ? (ownDestination(url) ?? []) : [],
  )
  const destinations = [...new Set(hosts)]
  return {
    source: 'format',
    says: [
      `it says that it is of the organisation ${org ?? '(none)'}${destinations.length > 0 ? ` at ${destinations.join(' and ')}` : ''}`,
      ...(issued ? [`it was made at ${issued}`] : []),
    ],
    breadth: 'organisation',
    resources: org ? [{ kind: 'organisation', name: org }] : [],
    ...(destinations.length > 0 ? { destinations } : {}),
  }
}
