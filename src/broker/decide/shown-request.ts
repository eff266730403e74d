import { pathShape } from '../../core/token/path-shape.ts'
import type { Place } from './tokens-for.ts'

/** As long a segment may be a secret, unless it is a word: numbers and short names are what people look for in a path. */
const LONG = 16

/**
 * A path as people are shown it: without a query, and with a `*` for each segment that may be a secret.
 *
 * @param target As sent; its query is left out.
 * @returns A pattern that takes the path; null for a path that no pattern should be made from.
 */
export function shownPath(target: string): string | null {
  const path = target.split('?', 1)[0] || '/'
  const short = path.split('/').filter((segment) => segment.length < LONG && /^[\w.~!$&'()+,;=:-]+$/.test(segment))
  return pathShape(path, new Set(short))
}

/** A request in a few words: `DELETE api.example.com/repos/acme/web`. */
export function shownRequest(method: string, place: Place, target: string): string {
  return `${shownMethod(method)} ${shownPlace(place)}${shownPath(target) ?? '/…'}`
}

/** Host and port, this one where it is not the usual one. */
export const shownPlace = ({ scheme, host, port }: Place): string =>
  `${scheme === 'http' ? 'http://' : ''}${host}${port === (scheme === 'https' ? 443 : 80) ? '' : `:${port}`}`

// RFC 9110 section 9.1: any word can be a method. One that is no word of capitals is none that anybody has to read.
const shownMethod = (method: string): string => (/^[A-Za-z-]{1,20}$/.test(method) ? method : 'a request')
