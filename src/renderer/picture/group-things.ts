import { countWords } from '../words/count-words.ts'
import type { Thing } from './things-of.ts'

/** Things of one kind and owner under one name; a thing alone is a group of one. */
export interface Group {
  readonly id: string
  readonly words: string
  readonly things: readonly Thing[]
}

/** Id of the group that stands for all that did not fit. */
export const MORE = 'more'

/** `acme/web` belongs to `acme`; a name without a slash has no owner. */
function ownerOf(name: string): string {
  const end = name.lastIndexOf('/')
  return end > 0 ? name.slice(0, end) : ''
}

/** A thing in words: a sentence as it stands, a resource with its kind. */
const thingWords = ({ kind, name }: Thing): string => (kind === null ? name : `${kind} ${name}`)

function wordsOf(things: readonly Thing[]): string {
  const [first, ...more] = things
  if (first === undefined) return ''
  if (more.length === 0) return thingWords(first)
  const owner = ownerOf(first.name)
  const counted = countWords(things.length, first.kind ?? 'thing')
  return owner === '' ? counted : `${counted} of ${owner}`
}

/**
 * Groups things by kind and owner, the largest group first after the sentences, each of which stands alone.
 *
 * @param most Beyond this many, the smallest groups become one, `and 12 more`.
 */
export function groupThings(things: readonly Thing[], most: number): readonly Group[] {
  const sentences = things.filter(({ kind }) => kind === null).map((thing) => [thing])
  const resources = things.filter(({ kind }) => kind !== null)
  const owned = [...Map.groupBy(resources, ({ kind, name }) => `${kind} ${ownerOf(name)}`).values()]
  owned.sort((a, b) => b.length - a.length)
  const groups = [...sentences, ...owned].map((held): Group => ({ id: idOf(held), words: wordsOf(held), things: held }))
  if (groups.length <= most) return groups

  const rest = groups.slice(most - 1).flatMap((group) => group.things)
  return [...groups.slice(0, most - 1), { id: MORE, words: `and ${rest.length} more`, things: rest }]
}

const idOf = (things: readonly Thing[]): string => {
  const [first] = things
  if (first === undefined) return ''
  return things.length === 1 ? thingWords(first) : `${first.kind} ${ownerOf(first.name)}/`
}
