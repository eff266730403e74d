import type { TokenView } from '../../contract/view.ts'
import { isReachUnknown } from '../tokens/is-reach-unknown.ts'
import { countWords } from '../words/count-words.ts'
import type { NodeAction, Tone } from './drawing.ts'
import { type Group, groupThings } from './group-things.ts'
import { thingsOf } from './things-of.ts'

const MOST_BEYOND = 6
const MOST_INSIDE = 3
/** Members of an expanded group that are drawn; the table has them all. */
const MOST_MEMBERS = 12

/** One line of a token's picture. */
export interface ReachRow {
  readonly side: 'inside' | 'beyond'
  readonly tone: Tone
  readonly id: string
  readonly words: string
  /** What is said in their place where they do not fit. */
  readonly short: string | null
  /** How many things it stands for. */
  readonly count: number
  readonly level: number
  readonly expanded: boolean | null
  readonly action: NodeAction | null
}

/** What a token's picture has on either side of the wall, from top to bottom. */
export function reachRows(token: TokenView, expanded: ReadonlySet<string>): readonly ReachRow[] {
  const { inside, beyond } = thingsOf(token)
  const unknown: ReachRow = {
    ...PLAIN,
    side: 'beyond',
    tone: 'unknown',
    id: 'unknown',
    words: 'not known; treat it as wide',
  }
  return [
    ...groupThings(beyond, MOST_BEYOND).flatMap((group) => rowsOfGroup(group, 'beyond', expanded)),
    ...(isReachUnknown(token) ? [unknown] : []),
    ...(inside.length > 0
      ? groupThings(inside, MOST_INSIDE).flatMap((group) => rowsOfGroup(group, 'inside', expanded))
      : homeOf(token)),
  ]
}

const PLAIN = { count: 1, level: 1, short: null, expanded: null, action: null } as const

/** Where nothing says what it reaches inside, the picture shows where it may go. */
function homeOf({ domain, destinations }: TokenView): readonly ReachRow[] {
  const [first, ...more] = destinations
  const home = { ...PLAIN, side: 'inside', tone: 'inside', id: 'home' } as const
  if (first === undefined) return [{ ...home, words: `${domain.kind} ${domain.name}`, short: domain.name }]
  const short = countWords(destinations.length, 'destination')
  return [{ ...home, words: more.length === 0 ? first : short, short }]
}

function rowsOfGroup(group: Group, side: ReachRow['side'], expanded: ReadonlySet<string>): readonly ReachRow[] {
  const tone: Tone = side === 'inside' ? 'inside' : 'outside'
  const id = `${side} ${group.id}`
  const count = group.things.length
  const short = count === 1 ? (group.things[0]?.name ?? null) : null
  const head = { ...PLAIN, side, tone, id, words: group.words, short, count }
  if (count === 1) return [head]

  const isOpen = expanded.has(id)
  const whole: ReachRow = { ...head, expanded: isOpen, action: { kind: 'toggle', id } }
  if (!isOpen) return [whole]
  const members = group.things.slice(0, MOST_MEMBERS).map((thing, index): ReachRow => {
    return { ...PLAIN, side, tone, id: `${id} ${index}`, words: thing.name, level: 2 }
  })
  const rest = count - members.length
  const more: ReachRow = {
    ...PLAIN,
    side,
    tone,
    id: `${id} more`,
    words: `and ${rest} more, in the table`,
    level: 2,
    action: { kind: 'table' },
  }
  return [whole, ...members, ...(rest > 0 ? [more] : [])]
}
