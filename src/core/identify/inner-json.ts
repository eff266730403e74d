import { fromBase64, fromUtf8 } from './base64.ts'
import { isObject } from './foreign-text.ts'

// Tokens with JSON inside are a few hundred bytes, key files two or three thousand; what is larger is not read, and stays unknown.
const LENGTH_LIMIT = 64 * 1024

/** The object that a text is as JSON; null for anything else, and for what is larger than any token. */
export function innerJson(text: string): Record<string, unknown> | null {
  if (text.length > LENGTH_LIMIT) return null
  try {
    const parsed: unknown = JSON.parse(text)
    return isObject(parsed) ? parsed : null
  } catch {
    return null
  }
}

/** The object that a text is as base64 of JSON; null for anything else. */
export function innerBase64Json(text: string): Record<string, unknown> | null {
  const bytes = text.length > LENGTH_LIMIT ? null : fromBase64(text)
  const json = bytes && fromUtf8(bytes)
  return json ? innerJson(json) : null
}
