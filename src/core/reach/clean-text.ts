const LENGTH_LIMIT = 300

/** Shortest part of a secret that is taken for the secret: shorter runs are met in names by chance. */
const WINDOW = 12

const WITHHELD = '(withheld: it repeats the token)'

// Controls and format characters (bidi overrides, zero-width ones, tags), separators of lines, and what has no meaning at all.
const UNSHOWABLE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Co}\p{Cn}]+/gu

/**
 * Makes foreign text fit for evidence: one short line that shows as what it is, and that holds no part of the secret.
 *
 * An answer may repeat the request, so that a token would come back as a name, in one encoding or another.
 *
 * @param secret The token that the answer may repeat; a few thousand characters at most.
 */
export function cleanerFor(secret: string): (text: string) => string {
  const runs = runsOf(secret.trim())
  return (text) => {
    // Cut well behind what is kept, so that hostile lengths cost nothing.
    const line = text
      .slice(0, 4 * LENGTH_LIMIT)
      .toWellFormed()
      .replace(UNSHOWABLE, ' ')
      .trim()
    if (repeats(line, runs)) return WITHHELD
    return line.length <= LENGTH_LIMIT ? line : `${line.slice(0, LENGTH_LIMIT).toWellFormed()}…`
  }
}

interface Runs {
  /** Every run of `WINDOW` letters and digits. */
  readonly windows: ReadonlySet<string>
  /** What has no such run, in lower case. */
  readonly short: readonly string[]
}

/** A secret in the spellings in which an answer may repeat it. */
function runsOf(secret: string): Runs {
  const bytes = new TextEncoder().encode(secret)
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
  const base64 = [0, 1, 2].map((offset) => btoa(String.fromCharCode(...bytes.subarray(offset))))
  const spellings = [secret, Array.from(secret).reverse().join(''), hex, ...base64]
  return {
    windows: new Set(spellings.flatMap((spelling) => windowsOf(bare(spelling)))),
    short: bare(secret).length < WINDOW && secret !== '' ? [secret.toLowerCase()] : [],
  }
}

function windowsOf(text: string): string[] {
  if (text.length < WINDOW) return []
  return Array.from({ length: text.length - WINDOW + 1 }, (_, start) => text.slice(start, start + WINDOW))
}

function repeats(text: string, { windows, short }: Runs): boolean {
  const forms = [text, unescaped(text)]
  return (
    forms.some((form) => windowsOf(bare(form)).some((run) => windows.has(run))) ||
    forms.some((form) => short.some((spelling) => form.toLowerCase().includes(spelling)))
  )
}

// What stands between the characters of a secret, put there by what quotes or groups them, hides nothing.
const bare = (text: string): string => text.toLowerCase().replace(/[^a-z0-9]+/g, '')

/** Escapes of URLs, of JSON and scripts, and of HTML, as the characters they stand for. */
const unescaped = (text: string): string =>
  text
    .replace(/%([0-9a-f]{2})|\\x([0-9a-f]{2})|\\u([0-9a-f]{4})|&#x([0-9a-f]{1,6});/gi, (_, ...codes: string[]) =>
      character(Number.parseInt(codes.slice(0, 4).find(Boolean) ?? '', 16)),
    )
    .replace(/&#(\d{1,7});/g, (_, code: string) => character(Number(code)))

const character = (code: number): string => (code <= 0x10ffff ? String.fromCodePoint(code) : '')
