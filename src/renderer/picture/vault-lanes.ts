import type { TokenView, Verdict } from '../../contract/view.ts'
import { isReachUnknown } from '../tokens/is-reach-unknown.ts'
import type { TokenRow } from '../tokens/token-rows.ts'
import { countWords } from '../words/count-words.ts'
import { VERDICT_ORDER } from '../words/verdict-words.ts'
import type { NodeAction } from './drawing.ts'
import { groupThings } from './group-things.ts'
import { type Thing, thingsOf } from './things-of.ts'

/** How far a leak goes: nothing beyond, one thing, several, an organisation, an account; `null` when it is not known. */
export type Extent = 0 | 1 | 2 | 3 | 4 | null

/** One line of the vault's picture: a domain, a token of it, or several of either. */
export interface Lane {
  readonly id: string
  readonly level: number
  readonly name: string
  /** What it counts, in words; empty for a single token. */
  readonly counted: string
  /** The most urgent of its tokens. */
  readonly verdict: Verdict
  readonly extent: Extent
  /** True when some of it is known to stay inside. */
  readonly insiders: boolean
  /** What one leak reaches beyond the wall, or how it stands. */
  readonly words: string
  readonly expanded: boolean | null
  readonly action: NodeAction
}

/** Domains shown before the rest is one line, and tokens of a domain before the rest is left to the list. */
const MOST_DOMAINS = 12
const MOST_TOKENS = 20

interface Domain {
  readonly name: string
  readonly tokens: readonly TokenView[]
  readonly lane: Omit<Lane, 'expanded' | 'action'>
}

/**
 * The lanes of the whole vault, the furthest reaching domain first.
 *
 * @param rows As the list has them: most urgent first.
 */
export function lanesOf(rows: readonly TokenRow[], expanded: ReadonlySet<string>): readonly Lane[] {
  const held = Map.groupBy(rows, ({ token: { domain } }) => `${domain.kind}:${domain.name}`)
  const domains = [...held].map(([id, members]) =>
    domainOf(
      id,
      members.map(({ token }) => token),
    ),
  )
  domains.sort((a, b) => urgency(a) - urgency(b))
  const few = domains.length <= MOST_DOMAINS + 1
  const first = few ? domains : domains.slice(0, MOST_DOMAINS)
  const rest = few ? [] : domains.slice(MOST_DOMAINS)
  return [
    ...first.flatMap((domain) => lanesOfDomain(domain, expanded)),
    ...(rest.length > 0 ? [laneOfRest(rest, expanded.has('rest'))] : []),
    ...(expanded.has('rest') ? rest.flatMap((domain) => lanesOfDomain(domain, expanded)) : []),
  ]
}

const urgency = ({ lane: { verdict, extent } }: Domain): number => VERDICT_ORDER.indexOf(verdict) * 10 - (extent ?? 1)

function domainOf(id: string, tokens: readonly TokenView[]): Domain {
  const name = id.replace(':', ' ')
  // Only tokens that do not stay inside say anything about what lies beyond.
  const crossing = tokens
    .filter(({ excess }) => excess.length > 0)
    .toSorted((a, b) => (extentOf(b) ?? 0) - (extentOf(a) ?? 0))
  const things = [
    ...new Map(
      crossing.flatMap((token) => thingsOf(token).beyond).map((thing) => [`${thing.kind} ${thing.name}`, thing]),
    ).values(),
  ]
  const verdict = tokens[0]?.verdict ?? 'unknown'
  const lane = {
    ...{ id, level: 1, name, counted: countWords(tokens.length, 'token'), verdict },
    extent: furthest(tokens.map(extentOf)),
    insiders: tokens.some((token) => extentOf(token) === 0),
    words: wordsOf(things, tokens),
  }
  return { name, tokens, lane }
}

function lanesOfDomain({ tokens, lane }: Domain, expanded: ReadonlySet<string>): readonly Lane[] {
  const isOpen = expanded.has(lane.id)
  const whole: Lane = { ...lane, expanded: isOpen, action: { kind: 'toggle', id: lane.id } }
  if (!isOpen) return [whole]
  const shown = tokens.length <= MOST_TOKENS + 1 ? tokens : tokens.slice(0, MOST_TOKENS)
  const rest = tokens.slice(shown.length)
  const more: Lane = {
    ...{
      id: `${lane.id} more`,
      level: 2,
      name: `and ${countWords(rest.length, 'more token')}`,
      counted: '',
      verdict: rest[0]?.verdict ?? 'unknown',
    },
    ...{ extent: furthest(rest.map(extentOf)), insiders: false, words: 'in the list', expanded: null },
    action: { kind: 'search', query: lane.id },
  }
  return [whole, ...shown.map(laneOfToken), ...(rest.length > 0 ? [more] : [])]
}

const laneOfToken = (token: TokenView): Lane => ({
  ...{ id: token.id, level: 2, name: token.name, counted: '', verdict: token.verdict },
  ...{ extent: extentOf(token), insiders: false, words: wordsOf(thingsOf(token).beyond, [token]), expanded: null },
  action: { kind: 'token', id: token.id },
})

function laneOfRest(rest: readonly Domain[], isOpen: boolean): Lane {
  const crossing = rest.filter(({ lane: { extent } }) => extent !== 0 && extent !== null).length
  return {
    ...{
      id: 'rest',
      level: 1,
      name: countWords(rest.length, 'more domain'),
      verdict: rest[0]?.lane.verdict ?? 'unknown',
    },
    counted: countWords(
      rest.reduce((sum, { tokens }) => sum + tokens.length, 0),
      'token',
    ),
    extent: furthest(rest.map(({ lane: { extent } }) => extent)),
    insiders: rest.some(({ lane }) => lane.insiders || lane.extent === 0),
    words: crossing === 0 ? 'none is known to cross' : `${crossing} of them ${crossing === 1 ? 'crosses' : 'cross'}`,
    expanded: isOpen,
    action: { kind: 'toggle', id: 'rest' },
  }
}

const BREADTHS: Readonly<Record<TokenView['reach']['breadth'], Extent>> = {
  ...{ resource: 1, several: 2, organisation: 3, account: 4, unknown: 1 },
}

/** How far one token's leak goes beyond the wall. */
export function extentOf(token: TokenView): Extent {
  const { excess, outside, reach } = token
  if (excess.length === 0) return isReachUnknown(token) ? null : 0
  const counted = Math.max(excess.length, outside.length) > 1 ? 2 : 1
  return Math.max(BREADTHS[reach.breadth] ?? 1, counted) as Extent
}

/** What is known to cross weighs more than what is not known; that weighs more than what stays. */
function furthest(extents: readonly Extent[]): Extent {
  let most: Extent = 0
  for (const extent of extents) if (extent !== null && extent > most) most = extent
  return most === 0 && extents.includes(null) ? null : most
}

/** A domain's words: the first thing beyond and how many more, else what keeps it from being quiet. */
function wordsOf(things: readonly Thing[], tokens: readonly TokenView[]): string {
  const [first, ...more] = groupThings(things, Number.POSITIVE_INFINITY)
  if (first !== undefined) return more.length === 0 ? first.words : `${first.words}, and ${more.length} more`
  if (tokens.some(isReachUnknown)) return 'not known; treat it as wide'
  const finding = tokens.flatMap(({ findings }) => findings).find(({ severity }) => severity !== 'note')
  return finding === undefined ? 'stays inside' : `stays inside, but ${lowered(finding.title)}`
}

const lowered = (title: string): string => title.charAt(0).toLowerCase() + title.slice(1)
