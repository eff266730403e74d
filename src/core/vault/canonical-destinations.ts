import { formatDestination, parseDestination } from '../token/destination.ts'

/**
 * Destination strings in canonical form, each once, in the order given.
 *
 * @throws {BulkheadError} `destination-invalid`, `destination-refused`.
 */
export const canonicalDestinations = (texts: readonly string[]): string[] => [
  ...new Set(texts.map((text) => formatDestination(parseDestination(text)))),
]
