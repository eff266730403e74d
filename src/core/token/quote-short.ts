import { FINGERPRINT_MINIMUM } from './fingerprint-minimum.ts'

/** A refused word for an error, quoted behind a space; nothing when it is long enough to be a secret typed by mistake. */
export const quoteShort = (text: string): string =>
  text.length < FINGERPRINT_MINIMUM ? ` ${JSON.stringify(text)}` : ''
