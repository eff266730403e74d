import type { Contents } from '../token/contents.ts'
import { valueAt } from '../token/value-at.ts'
import { crc32 } from './crc32.ts'
import { foreignText } from './foreign-text.ts'
import { innerBase64Json } from './inner-json.ts'

/**
 * True when the eight digits at the end of a `glsa_` token are the CRC-32 of what is before them, lowest byte first.
 *
 * Source: github.com/grafana/grafana, pkg/components/satokengen/tokengen.go.
 */
export function hasGrafanaChecksum(text: string): boolean {
  const end = text.lastIndexOf('_')
  const sum = crc32(text.slice(0, end))
  const digits = [0, 8, 16, 24].map((shift) => ((sum >>> shift) & 0xff).toString(16).padStart(2, '0'))
  return text.slice(end + 1).toLowerCase() === digits.join('')
}

/**
 * Reads a cloud access policy token: `glc_` and base64 of JSON with organisation `o`, name `n`, key `k` and region `m.r`.
 *
 * Source: seen in the same form in public examples and in gitleaks' and trufflehog's patterns (`glc_eyJ…`). The key is never shown.
 */
export function readGrafanaCloud(text: string): Contents | null {
  const payload = innerBase64Json(text.slice('glc_'.length))
  if (payload === null || typeof payload.k !== 'string') return null
  return named(payload.o, payload.n, payload.k, 'the Grafana Cloud organisation', valueAt(payload, 'm', 'r'))
}

/**
 * Reads a legacy API key: base64 of JSON with key `k`, name `n` and organisation `id`.
 *
 * Source: github.com/grafana/grafana, pkg/components/apikeygen/apikeygen.go. The key is never shown.
 */
export function readGrafanaKey(text: string): Contents | null {
  const payload = innerBase64Json(text)
  if (payload === null || typeof payload.k !== 'string') return null
  return named(payload.id, payload.n, payload.k, 'the organisation', undefined)
}

// Whose it is is not how far it goes: an access policy may be for one stack, and its text does not tell.
function named(org: unknown, name: unknown, key: string, what: string, region: unknown): Contents {
  const shown = (value: unknown): string | null => withoutKey(foreignText(value), key)
  const [id, called, where] = [shown(org), shown(name), shown(region)]
  return {
    source: 'format',
    says: [
      `it is of ${what} ${id ?? '(not named)'}`,
      ...(called ? [`its name is ${called}`] : []),
      ...(where ? [`its region is ${where}`] : []),
    ],
  }
}

// Who makes a token up may repeat its key in its name.
const withoutKey = (text: string | null, key: string): string | null =>
  text === null || (text.length >= 4 && (key.includes(text) || text.includes(key))) ? null : text
