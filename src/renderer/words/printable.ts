// Controls (Cc), invisible format characters with the bidi overrides among them (Cf), line and paragraph separators, lone surrogates.
const UNPRINTABLE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu

/** The first 32 controls by their ASCII names. Unicode has pictures of them, but many systems have no font that does. */
const CONTROLS =
  'NUL SOH STX ETX EOT ENQ ACK BEL BS HT LF VT FF CR SO SI DLE DC1 DC2 DC3 DC4 NAK SYN ETB CAN EM SUB ESC FS GS RS US'.split(
    ' ',
  )

function symbolOf(character: string): string {
  const code = character.codePointAt(0) ?? 0
  return `‹${CONTROLS[code] ?? code.toString(16).toUpperCase().padStart(4, '0')}›`
}

/** Foreign text as it may be shown: what has no shape of its own, or would turn the text around, becomes a symbol. */
export const printable = (text: string): string => text.replace(UNPRINTABLE, symbolOf)

/** `text` cut to `limit` UTF-16 units with an ellipsis at its end; a pair is never split. */
export function shorten(text: string, limit: number): string {
  if (text.length <= limit) return text
  const head = text.slice(0, limit - 1)
  return `${/[\uD800-\uDBFF]$/.test(head) ? head.slice(0, -1) : head}…`
}
