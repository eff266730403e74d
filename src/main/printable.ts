// Controls, invisible format characters with the bidi overrides among them, line and paragraph separators, lone surrogates.
const UNPRINTABLE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu

/** Foreign text as a notification may show it: what has no shape of its own becomes a question mark. */
export const printable = (text: string): string => text.replace(UNPRINTABLE, '?')
