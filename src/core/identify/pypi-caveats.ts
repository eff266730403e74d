import { foreignList, isObject, isTexts } from './foreign-text.ts'
import { timeOf } from './jwt-claims.ts'
import { readMacaroon } from './macaroon.ts'

/** What the caveats of a PyPI token leave of its reach. All of them must hold, so several lists of projects leave what they share. */
export interface Caveats {
  /** The index that made it: `pypi.org`, `test.pypi.org`. */
  readonly location: string | null
  /** Names or ids of the projects it may publish; null when no caveat names any: all projects of the user. */
  readonly projects: readonly string[] | null
  /** The names alone; null when no caveat names any. */
  readonly names: readonly string[] | null
  /** The earliest end, ISO 8601. */
  readonly expiresAt: string | null
  /** The latest beginning, ISO 8601. */
  readonly notBefore: string | null
  /** Each caveat in words. */
  readonly says: readonly string[]
}

interface Fact {
  readonly names?: readonly string[]
  readonly ids?: readonly string[]
  readonly expiresAt?: string | null
  readonly notBefore?: string | null
  readonly says: string
}

/**
 * Reads the caveats of a PyPI token, unverified: whoever holds it can add caveats, and nobody can take one away.
 *
 * Tags and the older forms are those of PyPI's own source, warehouse/macaroons/caveats. PyPI refuses a token with a caveat that it
 * does not know, so one that is not known here narrows by nothing that could be counted on.
 *
 * @param text The whole token, with `pypi-`.
 * @returns null when it is not one whole macaroon.
 */
export function pypiCaveats(text: string): Caveats | null {
  const macaroon = readMacaroon(text.slice('pypi-'.length))
  if (macaroon === null) return null
  const facts = macaroon.caveats.map(factOf)
  const names = shared(facts.map((fact) => fact.names))
  return {
    location: macaroon.location,
    projects: names ?? shared(facts.map(({ ids }) => ids)),
    names,
    expiresAt: facts.flatMap(({ expiresAt }) => expiresAt ?? []).sort()[0] ?? null,
    notBefore:
      facts
        .flatMap(({ notBefore }) => notBefore ?? [])
        .sort()
        .at(-1) ?? null,
    says: facts.map(({ says }) => says),
  }
}

function factOf(caveat: string | null): Fact {
  if (caveat === null) return { says: 'one caveat of a third party, or one that is no text; it can only narrow' }
  const parsed = parseJson(caveat)
  const list = Array.isArray(parsed) ? parsed : isObject(parsed) ? adapted(parsed) : []
  const [tag, value, more] = list
  if (tag === 0 && isSpan(value, more)) return spanOf(value, more)
  if (tag === 1 && isTexts(value)) return { names: value, says: `only the projects ${foreignList(value)}` }
  if (tag === 2 && isTexts(value)) return { ids: value, says: `only the projects with the ids ${foreignList(value)}` }
  if (tag === 3) return { says: 'only for the user who made it' }
  if (tag === 4) return { says: 'only for one trusted publisher' }
  return { says: 'one caveat that Bulkhead does not know; it can only narrow' }
}

/** PyPI takes whole seconds only, and both of them. */
const isSpan = (end: unknown, start: unknown): boolean =>
  [end, start].every((seconds) => Number.isInteger(seconds) && timeOf(seconds) !== null)

function spanOf(end: unknown, start: unknown): Fact {
  const [expiresAt, notBefore] = [timeOf(end), timeOf(start)]
  // A beginning at the start of time is how "from now on" is written by some.
  const from = start === 0 ? '' : `it begins to hold at ${notBefore} and `
  return { expiresAt, notBefore, says: from === '' ? `it ends at ${expiresAt}` : `${from}ends at ${expiresAt}` }
}

/** The forms before tags, as the arrays that replaced them. */
function adapted(old: Record<string, unknown>): unknown[] {
  const { version, permissions } = old
  if (version === 1 && permissions === 'user') return [3]
  if (version === 1 && isObject(permissions)) return [1, permissions.projects]
  if (version === 1) return []
  if ('exp' in old && 'nbf' in old) return [0, old.exp, old.nbf]
  if ('project_ids' in old) return [2, old.project_ids]
  return []
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

/** What all lists share; null when there is none. */
function shared(lists: readonly (readonly string[] | undefined)[]): readonly string[] | null {
  const given = lists.filter((list) => list !== undefined)
  if (given.length === 0) return null
  return given.reduce((left, right) => {
    const there = new Set(right)
    return left.filter((name) => there.has(name))
  })
}
