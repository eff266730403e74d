import type { TokenView } from '../../contract/view.ts'
import { excessWords } from './excess-words.ts'

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

const MOST_RESOURCES = 4

/** What a token's reach says, without what is in excess: one line for each resource, or one for the access alone. */
export function reachLines({ reach, excess }: Pick<TokenView, 'reach' | 'excess'>): readonly ReachLine[] {
  const access = ACCESS_WORDS[reach.access]
  const named = reach.resources.filter(({ name }) => name !== '*')
  const within = named
    .slice(0, MOST_RESOURCES)
    .map(({ name }): ReachLine => ({ kind: 'within', text: access === null ? name : `${access} ${name}` }))
  const more = named.length - within.length
  if (more > 0) within.push({ kind: 'within', text: `and ${more} more` })
  const beyond = excess.map((text): ReachLine => ({ kind: 'excess', text: excessWords(text) }))
  if (within.length + beyond.length > 0) return [...within, ...beyond]
  if (access === null) return [{ kind: 'unknown', text: 'not known; treat it as wide' }]
  return [{ kind: 'within', text: access }]
}
