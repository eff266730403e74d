// Unreserved characters, sub-delimiters and the colon of RFC 3986, without @ and %; a star only as a whole segment.
const SEGMENT = /^(?:\*\*?|[A-Za-z0-9._~!$&'()+,;=:-]+)$/

/**
 * True for a path pattern: `/`, then segments, `*` for one whole segment, `**` for any number of them.
 *
 * No empty segments but a last one (`/a/`), no dot segments, nothing encoded: each pattern has one spelling.
 */
export function isPathPattern(text: string): boolean {
  if (!text.startsWith('/') || text.includes('..')) return false
  const segments = segmentsOf(text)
  const body = segments.at(-1) === '' ? segments.slice(0, -1) : segments
  return body.every((segment) => SEGMENT.test(segment) && segment !== '.')
}

/**
 * True when a request's path lies inside a pattern, as sent *and* fully decoded.
 *
 * Each form is also read as servers that merge slashes read it: `/a//../b` is `/a/b` to some and `/b` to others.
 *
 * @param pattern null takes any path that is not refused.
 * @param path As sent, without query. Refused whatever the pattern: `%00`, `\`, `%5c`, doubly encoded octets, what is no path.
 */
export function matchesPath(pattern: string | null, path: string): boolean {
  const decoded = decodedPath(path)
  if (decoded === null) return false
  if (pattern === null) return true

  const wanted = wantedOf(pattern)
  // Most paths have one form and one reading; the others are looked at only where they differ.
  if (wanted.under !== null && isPlain(path)) return path === wanted.under || path.startsWith(`${wanted.under}/`)
  const forms = path.includes('%') ? [decodeUnreserved(path), decoded] : [path]
  return forms.every((form) => readings(form).every((read) => matches(wanted.segments, withoutDots(read))))
}

/** True when every path that `inner` matches, `outer` matches. Exact where `inner` has no wildcard, else it errs towards false. */
export function coversPath(outer: string | null, inner: string | null): boolean {
  if (outer === null) return true
  return inner !== null && matches(segmentsOf(outer), segmentsOf(inner))
}

interface Wanted {
  readonly segments: readonly string[]
  /** The path under which all lies, where that is all that the pattern says: `/a/b` of `/a/b/**`. */
  readonly under: string | null
}

let last: { readonly pattern: string; readonly wanted: Wanted } | null = null

// A broker asks for the same pattern with each request.
function wantedOf(pattern: string): Wanted {
  if (last?.pattern !== pattern) {
    const under = pattern.endsWith('/**') ? pattern.slice(0, -3) : null
    const isStarless = under !== null && !under.includes('*')
    last = { pattern, wanted: { segments: segmentsOf(pattern), under: isStarless ? under : null } }
  }
  return last.wanted
}

/** True for a path that is read in one way only. */
const isPlain = (path: string): boolean => !/%|\/[./]/.test(path)

const segmentsOf = (path: string): string[] => path.slice(1).split('/')

// Greedy with one point to fall back to, as `**` takes any run: no more than pattern times path steps.
function matches(pattern: readonly string[], path: readonly string[]): boolean {
  let at = 0
  let star = -1
  let resume = 0
  for (let index = 0; index < path.length; ) {
    if (pattern[at] === '**') {
      star = at++
      resume = index
    } else if (at < pattern.length && matchesSegment(pattern[at] ?? '', path[index] ?? '')) {
      at++
      index++
    } else if (star >= 0) {
      at = star + 1
      index = ++resume
    } else {
      return false
    }
  }
  return pattern.slice(at).every((segment) => segment === '**')
}

const matchesSegment = (pattern: string, segment: string): boolean =>
  pattern === '*' ? segment !== '' && segment !== '**' : pattern === segment

/** The path with every octet decoded; null when it is refused. */
function decodedPath(path: string): string | null {
  if (!/^\/[!-"$-[\]-~]*$/.test(path) || path.includes('?')) return null
  const hasOctets = path.includes('%')
  if (hasOctets && /%(?:00|5c|25[0-9a-f]{2})/i.test(path)) return null
  const decoded = hasOctets ? decode(path) : path
  // `%25%32%65`: what is encoded a second time need not show it in the first.
  if (decoded !== null && /%[0-9a-f]{2}/i.test(decoded)) return null
  // Servlet containers cut `;…` off a segment before they look at its dots: `..;` climbs like `..` does.
  return decoded === null || /\/\.{1,2};/.test(decoded) ? null : decoded
}

function decode(path: string): string | null {
  try {
    return decodeURIComponent(path)
  } catch {
    return null
  }
}

// RFC 3986 section 6.2.2.2: an encoded unreserved character is the character.
const decodeUnreserved = (path: string): string =>
  path.replace(/%[0-9a-f]{2}/gi, (octet) => {
    const character = String.fromCharCode(Number.parseInt(octet.slice(1), 16))
    return /[A-Za-z0-9._~-]/.test(character) ? character : octet.toUpperCase()
  })

const readings = (path: string): string[] => (path.includes('//') ? [path, path.replace(/\/{2,}/g, '/')] : [path])

// RFC 3986 section 5.2.4.
function withoutDots(path: string): string[] {
  const segments = segmentsOf(path)
  if (!path.includes('/.')) return segments
  const kept: string[] = []
  segments.forEach((segment, index) => {
    if (segment === '..') kept.pop()
    else if (segment !== '.') kept.push(segment)
    if ((segment === '.' || segment === '..') && index === segments.length - 1) kept.push('')
  })
  return kept
}
