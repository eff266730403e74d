import { isSame } from '../decide/credential.ts'
import { takenAway } from '../decide/no-token-here.ts'
import { mismatch, noCredential, outOfBounds, Refused } from '../decide/refuse.ts'
import { destinationsAt } from '../decide/tokens-for.ts'
import type { BrokerSession } from '../session.ts'
import { Fault } from '../wire/fault.ts'
import { type Field, valuesOf } from '../wire/head.ts'
import type { RequestHead } from '../wire/request-head.ts'
import type { Request } from './serve.ts'

/**
 * A request to the broker's own address: `/CREDENTIAL/TOKEN/rest` means `/rest` at the token's first destination that is
 * one host. It needs no certificate.
 *
 * @throws {Refused} for another session's credential, what a browser sends on behalf of a page, and a Host that is not ours:
 *   a page can make its own name resolve to 127.0.0.1, but it cannot choose another Host.
 */
export function baseUrlRequest(head: RequestHead, target: string, session: BrokerSession, own: string): Request {
  if (head.host !== own) throw new Refused(mismatch('the request is for another host than this broker'))
  if (valuesOf(head.fields, 'origin').length > 0 || isFromAPage(head.fields)) {
    throw new Refused(outOfBounds('a web page may not use this broker', 'use it from a program'))
  }
  const [, credential = '', name = '', rest] = /^\/([^/?]*)\/([^/?]*)((?:[/?].*)?)$/.exec(target) ?? []
  if (!isSame(credential, session.credential)) throw new Refused(noCredential())
  const token = session.tokens.find((each) => each.name === name)
  // As it was when the session began: an edit must not make the same address lead to another server.
  const destination = token?.granted.find(({ host }) => !host.startsWith('*.'))
  if (token === undefined || destination === undefined) {
    throw new Fault('a path that names no token of this session', 'use the base URL as it is in this session')
  }
  const { scheme, host, port } = destination
  const place = { scheme, host, port }
  if (destinationsAt(token, place).length === 0) throw takenAway(token, place)

  const usual = port === (scheme === 'https' ? 443 : 80)
  const fields = head.fields.map(
    ([field, value]): Field =>
      field.toLowerCase() === 'host' ? [field, usual ? host : `${host}:${port}`] : [field, value],
  )
  const path = rest === undefined || rest === '' ? '/' : rest.startsWith('?') ? `/${rest}` : rest
  return { head, place, target: path, fields, tokens: [token], needsCredential: true }
}

// Fetch Metadata: what is not `none` or `same-origin` was made by a page of another site.
const isFromAPage = (fields: readonly Field[]): boolean =>
  valuesOf(fields, 'sec-fetch-site').some((site) => !['none', 'same-origin'].includes(site.toLowerCase()))
