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
  /** Every run of `WINDOW` characters. */
  readonly windows: ReadonlySet<string>
  /** Spellings that are shorter than one. */
  readonly short: readonly string[]
}

/** A secret in the spellings in which an answer may repeat it, lower case. */
function runsOf(secret: string): Runs {
  const bytes = new TextEncoder().encode(secret)
  const spellings = [
    secret,
    Array.from(secret).reverse().join(''),
    encodeURIComponent(secret.toWellFormed()),
    Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join(''),
    ...[0, 1, 2].flatMap((offset) => base64Spellings(bytes.subarray(offset))),
  ].map(squeezed)
  return {
    windows: new Set(spellings.flatMap(windowsOf)),
    short: spellings.filter(({ length }) => length > 0 && length < WINDOW),
  }
}

function base64Spellings(bytes: Uint8Array): string[] {
  const plain = btoa(String.fromCharCode(...bytes)).replace(/=+$/, '')
  return [plain, plain.replaceAll('+', '-').replaceAll('/', '_')]
}

function windowsOf(text: string): string[] {
  if (text.length < WINDOW) return []
  return Array.from({ length: text.length - WINDOW + 1 }, (_, start) => text.slice(start, start + WINDOW))
}

function repeats(text: string, { windows, short }: Runs): boolean {
  const flat = squeezed(text)
  return windowsOf(flat).some((run) => windows.has(run)) || short.some((spelling) => flat.includes(spelling))
}

// Blanks, quotes and backslashes may be put between the characters of a secret by what quotes it.
const squeezed = (text: string): string => text.replace(/[\s"'\\]+/g, '').toLowerCase()
