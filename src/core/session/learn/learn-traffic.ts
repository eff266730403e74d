import type { Destination } from '../../token/destination-grammar.ts'
import { covers, matchesDestination } from '../../token/destination-match.ts'
import { canonicalHost } from '../../token/host.ts'
import { isShort, pathShape } from '../../token/path-shape.ts'
import { type KeptRequests, keptRequests } from './kept-requests.ts'
import {
  formOf,
  isNameableMethod,
  type Learned,
  type LearnedRefusal,
  type LearnedToken,
  MOST_REFUSED,
  MOST_REQUESTS,
  type RequestForm,
} from './learned.ts'
import type { Merging } from './merge-paths.ts'

/** One decision of a broker, as far as it is learned from. */
export interface Observed {
  /** Those whose secrets were in it; none for a request without a credential. */
  readonly tokens: readonly string[]
  /** The token's name that a refusal is about. */
  readonly about: string | null
  readonly method: string
  readonly scheme: 'https' | 'http'
  readonly host: string
  readonly port: number
  /** As sent. */
  readonly path: string
  /** Null when it was allowed. */
  readonly code: string | null
}

/** A token as a session has it. */
export interface LearningToken {
  readonly id: string
  readonly name: string
  readonly destinations: readonly Destination[]
}

/** Puts together what a session's tokens are used for, within bounds. */
export interface TrafficLearner {
  note(observed: Observed): void
  learned(at: string): Learned
  /** Counts up with each request that was noted. */
  noted(): number
}

interface Pupil {
  readonly token: LearningToken
  /** Segments that its destinations name. */
  readonly known: ReadonlySet<string>
  readonly methods: Set<string>
  readonly requests: KeptRequests
  unnamed: number
}

/** Methods that are told apart: more than there are in the IANA's registry of them is nothing to learn from. */
const MOST_METHODS = 48

/** How far paths are put together when there are more than are kept: further with each time. */
const MERGING: readonly [Merging, ...Merging[]] = [
  { shallow: 100, deep: 20 },
  { shallow: 20, deep: 4 },
  { shallow: 4, deep: 1 },
]

export function learnTraffic(session: string, tokens: readonly LearningToken[]): TrafficLearner {
  const pupils = pupilsOf(tokens)
  const refused = new Map<string, { refusal: LearnedRefusal; count: number }>()
  let [count, moreRefused, merges] = [0, 0, 0]

  const makeRoom = (): void => {
    const merging = MERGING[Math.min(merges++, MERGING.length - 1)] ?? MERGING[0]
    for (const pupil of pupils) pupil.requests.merge(merging)
    // What cannot be put together by its paths is told apart by destinations and methods alone.
    if (sizeOf(pupils) > MOST_REQUESTS / 2) for (const pupil of pupils) pupil.requests.forgetPaths()
  }
  const allow = (observed: Observed): void => {
    for (const pupil of ownersOf(pupils, observed)) {
      keep(pupil, observed)
      if (sizeOf(pupils) > MOST_REQUESTS) makeRoom()
    }
  }
  const refuse = (observed: Observed, code: string): void => {
    const refusal = refusalOf(observed, code)
    const key = JSON.stringify(refusal)
    const known = refused.get(key)
    if (known !== undefined) known.count += 1
    else if (refused.size >= MOST_REFUSED) moreRefused += 1
    else refused.set(key, { refusal, count: 1 })
  }
  return {
    note(observed) {
      // A client that asks without its password first, as HTTP has it, was not refused anything.
      if (observed.code === 'session-invalid') return
      count += 1
      if (observed.code === null) allow(observed)
      else refuse(observed, observed.code)
    },
    learned: (at) => ({
      ...{ v: 1, session, at },
      tokens: pupils.map(learnedOf),
      refused: Array.from(refused.values(), ({ refusal, count: times }) => ({ ...refusal, count: times })),
      isMerged: merges > 0,
      moreRefused,
    }),
    noted: () => count,
  }
}

/** A token behind two variables is one; it may go where either may. */
function pupilsOf(tokens: readonly LearningToken[]): Pupil[] {
  const byId = Map.groupBy(tokens, ({ id }) => id)
  return Array.from(byId, ([id, [first, ...others]]) => {
    const destinations = [first, ...others].flatMap((token) => token?.destinations ?? [])
    const known = new Set(destinations.flatMap(({ path }) => (path ?? '').split('/')))
    for (const wildcard of ['', '*', '**']) known.delete(wildcard)
    return {
      token: { id, name: first?.name ?? '', destinations },
      known,
      methods: new Set(),
      requests: keptRequests(destinations),
      unnamed: 0,
    }
  })
}

const sizeOf = (pupils: readonly Pupil[]): number => pupils.reduce((sum, { requests }) => sum + requests.size(), 0)

const learnedOf = ({ token: { id, name }, requests, unnamed }: Pupil): LearnedToken => ({
  ...{ id, name, unnamed },
  requests: requests.all(),
})

/** Whose destinations a request needs: those whose secrets it held, or the first that lets it through without one. */
function ownersOf(pupils: readonly Pupil[], observed: Observed): Pupil[] {
  if (observed.tokens.length > 0) return pupils.filter(({ token }) => observed.tokens.includes(token.id))
  const first = pupils.find((pupil) => matchingOf(pupil, observed).length > 0)
  return first === undefined ? [] : [first]
}

const matchingOf = ({ token }: Pupil, observed: Observed): Destination[] =>
  token.destinations.filter((destination) => matchesDestination(destination, observed))

function keep(pupil: Pupil, observed: Observed): void {
  const form = learnedForm(pupil, observed)
  if (form === null) {
    pupil.unnamed += 1
    return
  }
  pupil.methods.add(form.method)
  pupil.requests.add(form)
}

/** The form of a request, in a shape that one of its token's destinations takes whole; null where no rule can name it. */
function learnedForm(pupil: Pupil, observed: Observed): RequestForm | null {
  const { method, scheme, host, port } = observed
  const [destination, ...others] = matchingOf(pupil, observed)
  const shape = pathShape(observed.path, pupil.known)
  if (destination === undefined || shape === null || !isNameableMethod(method)) return null
  if (pupil.methods.size >= MOST_METHODS && !pupil.methods.has(method)) return null
  const form = { method, scheme, host, port, path: shape }
  const isWhole = [destination, ...others].some((each) => covers(each, formOf(form, each.carrier)))
  // Half a star would be outside, as where the destination names what looks like an identifier beside others.
  const path = destination.path ?? '/**'
  return isWhole ? form : isShort(path) ? { ...form, path } : null
}

/** What is kept of a refusal. Where a placeholder was met, the path may hold another session's: nothing of it stays. */
function refusalOf({ about, method, host, port, path }: Observed, code: string): LearnedRefusal {
  return {
    token: about,
    method: isMethod(method) ? method : '',
    host: canonicalHost(host) ?? '',
    ...{ port, code, count: 0 },
    path: code.startsWith('placeholder') ? null : pathShape(path),
  }
}

const isMethod = (text: string): boolean => /^[A-Za-z][A-Za-z_-]{0,19}$/.test(text)
