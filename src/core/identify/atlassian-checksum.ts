import { crc32 } from './crc32.ts'

/**
 * True when the eight digits behind the last `=` of an `ATATT` token are the CRC-32 of all that is before them.
 *
 * Source: it holds for every whole example of the form that was tried; Atlassian documents no form.
 *
 * @returns null for a text that does not end so.
 */
export function hasAtlassianChecksum(text: string): boolean | null {
  if (!/=[0-9A-F]{8}$/.test(text)) return null
  return crc32(text.slice(0, -8)).toString(16).toUpperCase().padStart(8, '0') === text.slice(-8)
}
