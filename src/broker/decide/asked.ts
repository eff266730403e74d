import type { Field } from '../wire/head.ts'
import type { Place } from './tokens-for.ts'

/** A request to a bound host, its target in origin form. */
export interface Asked {
  readonly place: Place
  readonly method: string
  readonly target: string
  readonly fields: readonly Field[]
}
