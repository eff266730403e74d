import type { Hash } from '../ports.ts'
import { fingerprint } from '../token/fingerprint.ts'
import { FINGERPRINT_MINIMUM } from '../token/fingerprint-minimum.ts'

/** The vault's tokens as they can be recognised in foreign text: by fingerprint, never by value. */
export interface KnownTokens {
  /** Names by fingerprint. */
  readonly names: ReadonlyMap<string, string>
  readonly salt: Uint8Array
  readonly hash: Hash
}

// Which characters a token is made of is not known, only that it ends where another kind of character begins. So text
// is cut by several alphabets, from the narrowest to "anything but white space". Each pattern is one class with one
// quantifier: linear in the text, whatever it holds.
const ALPHABETS: readonly RegExp[] = [
  /[A-Za-z0-9]{20,}/g,
  /[A-Za-z0-9_]{20,}/g,
  /[A-Za-z0-9_-]{20,}/g,
  /[A-Za-z0-9_.-]{20,}/g,
  /[A-Za-z0-9_.~-]{20,}/g,
  /[A-Za-z0-9_:-]{20,}/g,
  /[A-Za-z0-9_.:~-]{20,}/g,
  /[A-Za-z0-9+/]{18,}={0,2}/g,
  /[A-Za-z0-9_-]{18,}={0,2}/g,
  /[A-Za-z0-9_.~+/-]{18,}={0,2}/g,
  /[A-Za-z0-9_.~+/=-]{20,}/g,
  /[A-Za-z0-9_.~+/=:-]{20,}/g,
  /[^\s"'`,;&|<>()[\]{}\\@?#]{20,}/g,
  /[^\s"'`,;&|<>()[\]{}\\]{20,}/g,
  /[^\s"']{20,}/g,
  /\S{20,}/g,
]

/** How many separators from the start of a line a token may follow that itself holds spaces or commas. */
const LEADING_SEPARATORS = 4

/**
 * The name of a known token that a text is, or holds as a run of 20 or more token characters; null when there is none.
 *
 * Takes time linear in the text's length.
 *
 * @param home The user's home folder, or null: what begins with it is a path, and no secret. Half of an environment is.
 * @param strangers Runs that were no token, filled here: an environment repeats its paths many times.
 */
export function knownTokenIn(
  text: string,
  known: KnownTokens,
  home: string | null = null,
  strangers: Set<string> = new Set(),
): string | null {
  if (text.length < FINGERPRINT_MINIMUM || known.names.size === 0) return null
  for (const run of tokenRuns(text)) {
    if (strangers.has(run) || (home !== null && run.startsWith(home))) continue
    const name = known.names.get(fingerprint(run, known.salt, known.hash) ?? '')
    if (name !== undefined) return name
    strangers.add(run)
  }
  return null
}

/** Every part of a text that could be a token, each once: the whole, runs by alphabet, what follows `KEY=` or `Scheme `. */
export function tokenRuns(text: string): Set<string> {
  const runs = new Set([text, text.trim()])
  for (const form of new Set([text, percentDecoded(text)])) {
    for (const alphabet of ALPHABETS) for (const [run] of form.matchAll(alphabet)) runs.add(run)
    for (const line of form.split('\n')) addTails(line, runs)
  }
  return runs
}

// `KEY=FlyV1 fm2_…,fm2_…`: a token with a space and a comma in it, which no alphabet keeps whole.
function addTails(line: string, runs: Set<string>): void {
  let rest = line.trim()
  for (let cut = 0; cut < LEADING_SEPARATORS; cut++) {
    const at = rest.search(/[\s=:,;"']/)
    if (at < 0) return
    const isFolderNext = rest.startsWith(':/', at)
    rest = rest.slice(at + 1).trimStart()
    if (rest.length < FINGERPRINT_MINIMUM) return
    // The rest of a list of folders, as PATH is one: to hash each rest of it took half of the time of this search.
    if (isFolderNext) continue
    runs.add(rest)
    runs.add(rest.replace(/["']$/, ''))
  }
}

// A password in a URL is percent-encoded.
function percentDecoded(text: string): string {
  if (!/%[0-9A-Fa-f]{2}/.test(text)) return text
  return text.replace(/(?:%[0-9A-Fa-f]{2})+/g, (escaped) => {
    try {
      return decodeURIComponent(escaped)
    } catch {
      return escaped
    }
  })
}
