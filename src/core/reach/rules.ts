import type { Rule } from '../token/rule.ts'
import { DOUBT_RULES } from './doubt-rules.ts'
import { LIFE_RULES } from './life-rules.ts'
import { PLACE_RULES } from './place-rules.ts'
import { REACH_RULES } from './reach-rules.ts'

/** Every rule there is, beside those a provider adds. New knowledge is a new row; an id never changes its meaning. */
export const RULES: readonly Rule[] = [...REACH_RULES, ...LIFE_RULES, ...PLACE_RULES, ...DOUBT_RULES].sort(
  (left, right) => (left.id < right.id ? -1 : 1),
)
