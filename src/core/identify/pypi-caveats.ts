import { timeOf } from './jwt-claims.ts'
import { readMacaroon } from './macaroon.ts'

/** What the caveats of a PyPI token leave of its reach. All of them must hold, so several lists of projects leave what they share. */
export interface Caveats {
  /** The index that made it: `pypi.org`, `test.pypi.org`. */
  readonly location: string | null
  /** Names or ids of the projects it may publish; null when no caveat names any: all projects of the user. */
  readonly projects: readonly string[] | null
  readonly expiresAt: string | null
  /** Each caveat in words. */
  readonly says: readonly string[]
}

interface Fact {
  readonly names?: readonly string[]
  readonly ids?: readonly string[]
  readonly expiresAt?: string | null
  readonly says: string
}

const SHOWN = 10

/**
 * Reads the caveats of a PyPI token, unverified: whoever holds it can add caveats, and nobody can take one away.
 *
 * Tags and the older forms are those of PyPI's own source, warehouse/macaroons/caveats.
 *
 * @param text The whole token, with `pypi-`.
 * @returns null when it is not one whole macaroon.
 */
export function pypiCaveats(text: string): Caveats | null {
  const macaroon = readMacaroon(text.slice('pypi-'.length))
  if (macaroon === null) return null
  const facts = macaroon.caveats.map(factOf)
  const ends = facts.flatMap(({ expiresAt }) => (expiresAt ? [expiresAt] : []))
  return {
    location: macaroon.location,
    projects: shared(facts.map(({ names }) => names)) ?? shared(facts.map(({ ids }) => ids)),
    expiresAt: ends.sort()[0] ?? null,
    says: facts.map(({ says }) => says),
  }
}

function factOf(caveat: string | null): Fact {
  const parsed = parseJson(caveat)
  const list = Array.isArray(parsed) ? parsed : isObject(parsed) ? adapted(parsed) : []
  const [tag, value] = list
  if (tag === 0 && timeOf(value) !== null) return { expiresAt: timeOf(value), says: `it ends at ${timeOf(value)}` }
  if (tag === 1 && isStrings(value)) return { names: value, says: `only the projects ${shown(value)}` }
  if (tag === 2 && isStrings(value)) return { ids: value, says: `only the projects with the ids ${shown(value)}` }
  if (tag === 3) return { says: 'only for the user who made it' }
  if (tag === 4) return { says: 'only for one trusted publisher' }
  return { says: 'one caveat that Bulkhead does not know; it can only narrow' }
}

/** The forms before tags, as the arrays that replaced them. */
function adapted(old: Record<string, unknown>): unknown[] {
  const { version, permissions } = old
  if (version === 1 && permissions === 'user') return [3]
  if (version === 1 && isObject(permissions)) return [1, permissions.projects]
  if ('exp' in old && 'nbf' in old) return [0, old.exp, old.nbf]
  if ('project_ids' in old) return [2, old.project_ids]
  return []
}

function parseJson(text: string | null): unknown {
  try {
    return text === null ? null : JSON.parse(text)
  } catch {
    return null
  }
}

/** What all lists share; null when there is none. */
function shared(lists: readonly (readonly string[] | undefined)[]): readonly string[] | null {
  const given = lists.filter((list) => list !== undefined)
  return given.length === 0 ? null : given.reduce((left, right) => left.filter((name) => right.includes(name)))
}

const shown = (names: readonly string[]): string => {
  if (names.length === 0) return '(none)'
  const more = names.length > SHOWN ? ` and ${names.length - SHOWN} more` : ''
  return `${names
    .slice(0, SHOWN)
    .map((name) => name.slice(0, 100))
    .join(', ')}${more}`
}

const isStrings = (value: unknown): value is string[] =>
  Array.isArray(value) && value.every((item) => typeof item === 'string')

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
