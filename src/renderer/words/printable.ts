// Controls (Cc), invisible format characters with the bidi overrides among them (Cf), line and paragraph separators, lone surrogates.
const UNPRINTABLE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu

const DELETE = 0x7f

function symbolOf(character: string): string {
  const code = character.codePointAt(0) ?? 0
  // Unicode has pictures for the first 32 controls from U+2400 on, and one for DEL.
  if (code < 0x20) return String.fromCodePoint(0x2400 + code)
  if (code === DELETE) return '␡'
  return `⟨${code.toString(16).toUpperCase().padStart(4, '0')}⟩`
}

/** Foreign text as it may be shown: what has no shape of its own, or would turn the text around, becomes a symbol. */
export const printable = (text: string): string => text.replace(UNPRINTABLE, symbolOf)

/** `text` cut to `limit` UTF-16 units with an ellipsis at its end; a pair is never split. */
export function shorten(text: string, limit: number): string {
  if (text.length <= limit) return text
  const head = text.slice(0, limit - 1)
  return `${/[\uD800-\uDBFF]$/.test(head) ? head.slice(0, -1) : head}…`
}
