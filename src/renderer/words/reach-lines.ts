import type { TokenView } from '../../contract/view.ts'
import { type Group, groupThings, MORE } from '../picture/group-things.ts'
import { type Sided, thingsOf } from '../picture/things-of.ts'
import { isReachUnknown } from '../tokens/is-reach-unknown.ts'

/** One line on the right of the wall. */
export interface ReachLine {
  /** `excess` crosses the wall, `unknown` is not known to stay. */
  readonly kind: 'within' | 'excess' | 'unknown'
  readonly text: string
}

const ACCESS_WORDS: Readonly<Record<TokenView['reach']['access'], string | null>> = {
  read: 'read',
  write: 'read and write',
  admin: 'read, write and administer',
  unknown: null,
}

const MOST_LINES = 6

/** What of a token its lines are made of. */
export type Reached = Pick<TokenView, 'reach' | 'verdict' | 'findings'> & Sided

/** What a token's reach says: one line for each thing or group of things, those in excess last, or one for the access alone. */
export function reachLines(token: Reached): readonly ReachLine[] {
  const { reach, ...sides } = token
  const access = ACCESS_WORDS[reach.access]
  const things = thingsOf(sides)
  const lines = (kind: 'within' | 'excess'): readonly ReachLine[] =>
    groupThings(kind === 'within' ? things.inside : things.beyond, MOST_LINES).map((group) => ({
      kind,
      text: lineOf(group, access),
    }))
  const all = [...lines('within'), ...lines('excess')]
  if (all.length > 0) return all
  if (access === null) return [{ kind: 'unknown', text: 'not known; treat it as wide' }]
  // An access of nobody knows what is nothing to be calm about.
  if (isReachUnknown(token)) return [{ kind: 'unknown', text: `${access}, but of what is not known; treat it as wide` }]
  return [{ kind: 'within', text: access }]
}

/** A sentence says what may be done; to resources it is the access that says it. */
function lineOf({ id, words, things }: Group, access: string | null): string {
  const [first, ...more] = things
  if (first === undefined || first.kind === null || id === MORE) return words
  const named = more.length === 0 ? first.name : words
  return access === null ? named : `${access} ${named}`
}
