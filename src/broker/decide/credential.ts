import { timingSafeEqual } from 'node:crypto'
import { type Field, valuesOf } from '../wire/head.ts'

/** Compares in a time that does not tell how much of it is right. */
export function isSame(given: string, wanted: string): boolean {
  const [one, other] = [Buffer.from(given), Buffer.from(wanted)]
  return one.length === other.length && timingSafeEqual(one, other)
}

let login = { password: '', text: '' }

/** True for a text that repeats the session's credential, bare or as the login that proxies are shown. */
export function holdsCredential(text: string, password: string): boolean {
  if (text.length < password.length) return false
  if (login.password !== password) login = { password, text: Buffer.from(`bulkhead:${password}`).toString('base64') }
  return text.includes(password) || text.includes(login.text)
}

/** True when a request to the proxy shows the session's credential: user `bulkhead`, and its password. RFC 7617. */
export function showsCredential(fields: readonly Field[], password: string): boolean {
  const [value = '', ...more] = valuesOf(fields, 'proxy-authorization')
  const [, encoded = ''] = /^basic +([A-Za-z0-9+/_-]+={0,2})$/i.exec(value) ?? []
  return more.length === 0 && isSame(Buffer.from(encoded, 'base64').toString('latin1'), `bulkhead:${password}`)
}
