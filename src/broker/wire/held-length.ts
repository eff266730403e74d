/**
 * How many of the last bytes may be the beginning of a text whose rest has not come yet. They wait for it; all others may
 * go, so that a stream of events is not delayed.
 */
export function heldLength(bytes: Buffer, texts: readonly Buffer[]): number {
  let held = 0
  for (const text of texts) {
    const from = Math.max(0, bytes.length - text.length + 1)
    for (let at = bytes.indexOf(text[0] as number, from); at >= 0; at = bytes.indexOf(text[0] as number, at + 1)) {
      const length = bytes.length - at
      if (bytes.compare(text, 0, length, at) === 0) {
        held = Math.max(held, length)
        break
      }
    }
  }
  return held
}
