import type { Fetch } from '../ports.ts'
import type { Introspected } from '../token/introspected.ts'
import type { Asked, Carriage, Facts, Introspection, Step, Told } from '../token/introspection.ts'
import type { Resource } from '../token/reach.ts'
import { LIST_LIMIT } from '../token/value-at.ts'
import { cleanerFor } from './clean-text.ts'
import { placeToken } from './place-token.ts'
import { readAnswer } from './read-answer.ts'

/** How long one question may take, and all of them, in milliseconds. */
export interface Patience {
  readonly stepMs: number
  readonly allMs: number
}

const PATIENCE: Patience = { stepMs: 5_000, allMs: 15_000 }

/** Most questions about one token, also when answers lead to further ones. */
const STEP_LIMIT = 30

const SENTENCE_LIMIT = 30

/** Said of a token that its provider does not take; the reader of reach looks for the outcome, not for this. */
const REFUSED = 'the provider does not accept it: revoked, expired or wrong'

export interface Question {
  readonly introspection: Introspection
  readonly asked: Asked
  /** Where to ask: https, or http on this machine; its path, if any, comes before the steps' paths. */
  readonly base: URL
  /** Must not follow redirects; what it throws is an answer that did not come. */
  readonly fetch: Fetch
  readonly now: Date
  readonly patience?: Patience
}

/** One request that was made, as the audit trail keeps it. */
export interface MadeRequest {
  readonly method: string
  readonly host: string
  /** null when no answer came. */
  readonly status: number | null
}

/**
 * Asks a provider what a token may do.
 *
 * Never throws for what comes back: an odd answer is said and passed over, and what it would have told stays unknown.
 *
 * @returns What was told, cleaned and without any part of the secret, and the requests that were made.
 */
export async function introspect(question: Question): Promise<{ told: Introspected; requests: MadeRequest[] }> {
  const { introspection, asked, base, now, patience = PATIENCE } = question
  const deadline = AbortSignal.timeout(patience.allMs)
  const requests: MadeRequest[] = []
  const gathered: Gathered = { facts: {}, oddities: [], isKnown: false, isRefused: false, isDead: false }
  const steps = [...stepsOf(introspection, asked)]
  for (const [index, step] of steps.entries()) {
    if (index >= STEP_LIMIT || deadline.aborted) {
      gathered.oddities.push('more was to be asked than there was time for')
      break
    }
    const signal = AbortSignal.any([deadline, AbortSignal.timeout(patience.stepMs)])
    const reply = await ask(question, step, signal)
    requests.push({ method: step.method ?? 'GET', host: base.host, status: reply.status })
    steps.push(...take(gathered, step, reply, index === 0))
    if (gathered.isRefused || gathered.isDead || reply.isUnreachable) break
  }
  if (gathered.isRefused) gathered.facts = refusedFacts(gathered.facts, introspection)
  return { told: introspectedOf(gathered, { host: base.host, at: now.toISOString(), secret: asked.text }), requests }
}

// Of a token that is not taken nothing else is true.
const refusedFacts = ({ says = [] }: Facts, { refusal = REFUSED }: Introspection): Facts => ({
  says: [...says, refusal],
})

/** What the answers so far amount to. */
interface Gathered {
  facts: Facts
  oddities: string[]
  isKnown: boolean
  isRefused: boolean
  isDead: boolean
}

interface Reply {
  readonly status: number | null
  readonly told: Told | null
  /** What came in place of an answer that can be read. */
  readonly oddity: string | null
  /** True when asking again would only take as long again. */
  readonly isUnreachable: boolean
}

const stepsOf = ({ steps }: Introspection, asked: Asked): readonly Step[] =>
  typeof steps === 'function' ? steps(asked) : steps

async function ask({ introspection, asked, base, fetch }: Question, step: Step, signal: AbortSignal): Promise<Reply> {
  let status: number | null = null
  try {
    const { url, headers } = placeToken(carriageOf(introspection, step, asked), asked.text.trim(), base, step)
    const response = await fetch(url, { method: step.method ?? 'GET', headers, redirect: 'manual', signal })
    status = response.status
    if (!(step.tells ?? [200]).includes(status)) {
      await response.body?.cancel()
      return { status, told: null, oddity: `status ${status}`, isUnreachable: false }
    }
    return { status, isUnreachable: false, ...read(step, await readAnswer(response)) }
  } catch {
    const oddity = signal.aborted ? 'no answer in time' : status === null ? 'no connection' : 'half an answer'
    return { status, told: null, oddity, isUnreachable: status === null && !signal.aborted }
  }
}

function read(step: Step, got: Awaited<ReturnType<typeof readAnswer>>): Pick<Reply, 'told' | 'oddity'> {
  if ('oddity' in got) return { told: null, oddity: got.oddity }
  if (!got.isJson && step.method !== 'HEAD') return { told: null, oddity: 'an answer that is no JSON' }
  const told = step.read(got.answer)
  const isEmpty = Object.values(told).every((part) => part === undefined)
  return isEmpty ? { told: null, oddity: 'an answer of another shape' } : { told, oddity: null }
}

const carriageOf = ({ carriage }: Introspection, step: Step, asked: Asked): Carriage =>
  step.carriage ?? (typeof carriage === 'function' ? carriage(asked) : carriage)

const DENIALS: readonly number[] = [401, 403]

/** Adds a reply to what is known. @returns Further steps that it leads to. */
function take(gathered: Gathered, step: Step, { status, told, oddity }: Reply, isFirst: boolean): readonly Step[] {
  if (told !== null) {
    const { next = [], refused = false, ...facts } = told
    gathered.isRefused ||= refused
    gathered.facts = joined(gathered.facts, facts)
    gathered.isKnown = true
    gathered.isDead = facts.dead !== undefined
    return next
  }
  if (step.denied && status !== null && (step.denies ?? DENIALS).includes(status)) {
    gathered.facts = joined(gathered.facts, step.denied)
    gathered.isKnown = true
    return []
  }
  if (isFirst && status !== null && DENIALS.includes(status)) {
    gathered.isRefused = true
    return []
  }
  gathered.oddities.push(`${oddity} to the question ${pathOf(step)}`)
  return []
}

// Without its query, which may name what the answers before it named.
const pathOf = ({ path }: Step): string => path.replace(/\?.*$/s, '')

function joined(before: Facts, after: Facts): Facts {
  const { scopes, resources, says, ...rest } = after
  return {
    ...before,
    ...rest,
    ...(scopes && { scopes: [...(before.scopes ?? []), ...scopes] }),
    ...(resources && { resources: [...(before.resources ?? []), ...resources] }),
    ...(says && { says: [...(before.says ?? []), ...says] }),
  }
}

function introspectedOf(
  { facts, oddities, isKnown, isRefused }: Gathered,
  { host, at, secret }: { host: string; at: string; secret: string },
): Introspected {
  const clean = cleanerFor(secret)
  const { account, scopes, resources, breadth, access, expiresAt, says = [], dead } = facts
  const isLong = (scopes?.length ?? 0) > LIST_LIMIT || (resources?.length ?? 0) > LIST_LIMIT
  const sentences = [
    ...(dead === undefined ? [] : [`it ${dead}`]),
    ...says,
    ...(isLong ? [`it names more than ${LIST_LIMIT}; the rest is not shown`] : []),
    ...oddities.map((oddity) => `it gave ${oddity}: what that would tell is not known`),
  ]
  return {
    at,
    host,
    outcome: dead !== undefined ? 'dead' : isRefused ? 'refused' : isKnown ? 'told' : 'silent',
    partial: oddities.length > 0 || isLong,
    account: account === undefined ? null : clean(account),
    scopes: scopes === undefined ? null : unique(scopes.slice(0, LIST_LIMIT).map(clean)),
    resources: resources === undefined ? null : resources.slice(0, LIST_LIMIT).map(cleanResource(clean)),
    // Things that are named, without how far the token goes, must not be taken for all that there is.
    breadth: breadth ?? (resources !== undefined && resources.length > 0 ? 'unknown' : null),
    access: access ?? null,
    expiresAt: expiresAt ?? null,
    says: unique(sentences.map(clean)).slice(0, SENTENCE_LIMIT),
  }
}

const cleanResource =
  (clean: (text: string) => string) =>
  ({ kind, name }: Resource): Resource => ({ kind: clean(kind), name: clean(name) })

const unique = (texts: readonly string[]): string[] => [...new Set(texts)]
