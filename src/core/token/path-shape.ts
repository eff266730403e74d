import { isPathPattern, matchesPath } from './path-pattern.ts'

/** Longest shape, and most segments in one: longer ones end in `**`. */
export const LONGEST_PATH = 512
const MOST_SEGMENTS = 33

/** True for a pattern that is no longer than a shape may be. */
export const isShort = (pattern: string): boolean =>
  pattern.length <= LONGEST_PATH && pattern.split('/').length <= MOST_SEGMENTS + 1

// Signs that patterns and templates are made of, and those that no URL holds as they are (RFC 3986 appendix A).
const ODD = /[*[\]{}"<>^`|\\]|[\p{C}\u2028\u2029]/u

/**
 * The pattern that a request's path is remembered and shown as: names stay, and what may be an identifier or a secret is a `*`.
 *
 * What stays is a list of what is known to be harmless, not the other way round: short words, versions, file names. A
 * star, a brace and their kin are signs of patterns: a path that holds one is none that a pattern should be made from.
 *
 * @param path As sent; a query is no part of it.
 * @param known Segments that may stay whatever they look like, as the token's own destinations name them.
 * @returns null for a path that no pattern should be made from. The shape always matches the path.
 */
export function pathShape(path: string, known: ReadonlySet<string> = new Set()): string | null {
  const segments = segmentsOf(path)
  if (segments === null) return null
  const shape = shortened(segments.map((segment, at) => shapeOf(segment, at === segments.length - 1, known)))
  return isPathPattern(shape) && matchesPath(shape, path) ? shape : null
}

/** The decoded segments, dot segments resolved; null for what is no path, or an odd one. */
function segmentsOf(path: string): string[] | null {
  if (!path.startsWith('/') || path.includes('?') || path.includes('#')) return null
  const kept: string[] = []
  const parts = path.slice(1).split('/').map(decoded)
  for (const [at, segment] of parts.entries()) {
    if (segment === null || ODD.test(segment)) return null
    if (segment === '..') kept.pop()
    else if (segment !== '.') kept.push(segment)
    if ((segment === '.' || segment === '..') && at === parts.length - 1) kept.push('')
  }
  return kept
}

function decoded(segment: string): string | null {
  try {
    return decodeURIComponent(segment)
  } catch {
    return null
  }
}

function shapeOf(segment: string, isLast: boolean, known: ReadonlySet<string>): string {
  // An encoded slash is one segment to some servers and two to others; so is an empty one, which some leave out.
  if (segment.includes('/') || (segment === '' && !isLast)) return '**'
  if (segment === '' || known.has(segment) || isName(segment)) return segment
  return '*'
}

function shortened(shapes: readonly string[]): string {
  const single = shapes.filter((shape, at) => shape !== '**' || shapes[at - 1] !== '**')
  if (isShort(`/${single.join('/')}`)) return `/${single.join('/')}`
  const kept = single.slice(0, MOST_SEGMENTS - 1)
  while (!isShort(`/${[...kept, '**'].join('/')}`)) kept.pop()
  return `/${[...kept, '**'].join('/')}`
}

const PART = /[._~:+$-]/
const LONGEST_NAME = 40
const MOST_PARTS = 6
const MOST_DIGITS = 6

/** True for a word, a version or a file name: what people name things, and nothing that a machine drew. */
function isName(segment: string): boolean {
  // As in the addresses of npm's registry and GitLab: `/ui/-/ui-1.0.0.tgz`.
  if (/^[-_~]$/.test(segment)) return true
  if (segment.length > LONGEST_NAME || segment.includes('..') || !/^[A-Za-z0-9._~:+$-]+$/.test(segment)) return false
  if (!/[A-Za-z]/.test(segment) || /^[0-9a-f-]{7,}$/i.test(segment)) return false
  // Digits in groups are numbers, too, and capitals in groups are codes that somebody was given.
  if (segment.replace(/\D/g, '').length > MOST_DIGITS || /^[A-Z0-9]+(?:-[A-Z0-9]+){2,}$/.test(segment)) return false
  const parts = segment.split(PART)
  return parts.length <= MOST_PARTS && parts.every(isWord)
}

const isWord = (part: string): boolean =>
  part === '' ||
  /^\d{1,4}$/.test(part) ||
  /^[A-Za-z]{1,12}\d{1,3}$|^\d{1,2}[A-Za-z]{1,3}$/.test(part) ||
  isLetters(part)

/** Letters as words have them: not too many, and capitals only where words have some. */
function isLetters(part: string): boolean {
  if (!/^[A-Za-z]{1,18}$/.test(part)) return false
  const capitals = part.replace(/[^A-Z]/g, '').length
  return part.length < 8 || capitals === part.length || capitals <= part.length / 4
}
