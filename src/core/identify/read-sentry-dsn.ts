import type { Contents } from '../token/contents.ts'
import { ownDestination } from './own-destination.ts'

/** The host that a Sentry DSN sends to, which is a part of it: docs.sentry.io, "Data Source Name". */
export function readSentryDsn(text: string): Contents {
  const host = ownDestination(text.replace(/^https:\/\/[^@]*@/, 'https://'))
  return { source: 'format', says: [], ...(host === null ? {} : { destinations: [host] }) }
}
