import type { Provider } from '../token/provider.ts'
import type { Reach } from '../token/reach.ts'
import type { Placement, RuleFacts } from '../token/rule.ts'
import { isDoubt } from './doubts.ts'
import { excessOf } from './excess-of.ts'
import { type Grade, gradeScope } from './grade-scope.ts'
import { placeResources } from './place-resources.ts'

/** Facts as they are given, before anything is derived from them. */
export type GivenFacts = Omit<
  RuleFacts,
  'understood' | 'known' | 'everything' | 'administering' | 'placement' | 'excess'
>

/** Derives what rules ask for from what is known of a token. */
export const gatherFacts = (given: GivenFacts): RuleFacts => new Gathered(given)

// A class, for a list makes ten thousand of them: what no rule asks for is never made.
class Gathered implements RuleFacts {
  readonly provider
  readonly format
  readonly name
  readonly domain
  readonly destinations
  readonly expiresAt
  readonly touchedAt
  readonly reach
  readonly twins
  readonly scopeUse
  readonly now
  readonly understood: boolean
  readonly known: boolean
  readonly #grades: readonly Grade[]
  #placement: Placement | undefined
  #excess: readonly string[] | undefined

  constructor(given: GivenFacts) {
    this.provider = given.provider
    this.format = given.format
    this.name = given.name
    this.domain = given.domain
    this.destinations = given.destinations
    this.expiresAt = given.expiresAt
    this.touchedAt = given.touchedAt
    this.reach = given.reach
    this.twins = given.twins
    this.scopeUse = given.scopeUse
    this.now = given.now
    this.#grades = gradesOf(given.reach.scopes, given.provider)
    this.understood = isUnderstood(given.reach, this.#grades)
    this.known = this.understood && !given.reach.evidence.some(isDoubt)
  }

  get everything(): boolean {
    return this.#grades.some(({ wildcard }) => wildcard)
  }

  get administering(): readonly string[] {
    return this.#grades
      .filter(({ access, atLeast }) => access === 'admin' && atLeast === 'organisation')
      .map(({ scope }) => scope)
  }

  get placement(): Placement {
    this.#placement ??= placeResources(this.reach.resources, this.domain, this.destinations ?? [])
    return this.#placement
  }

  get excess(): readonly string[] {
    this.#excess ??= excessOf(this.reach, this.#grades, this.domain, this.placement.outside)
    return this.#excess
  }
}

const NO_GRADES: readonly Grade[] = []

const gradesOf = (scopes: readonly string[], provider: Provider | null): readonly Grade[] =>
  scopes.length === 0 ? NO_GRADES : scopes.map((scope) => gradeScope(scope, provider))

const isUnderstood = ({ breadth, access }: Reach, grades: readonly Grade[]): boolean =>
  breadth !== 'unknown' && access !== 'unknown' && grades.every((grade) => grade.access !== 'unknown')
