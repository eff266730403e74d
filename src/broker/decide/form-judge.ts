import { type Field, valuesOf } from '../wire/head.ts'
import type { Asked } from './asked.ts'
import { type Decision, decide, type Known } from './decide.ts'
import { isForm, methodsInForm } from './form-methods.ts'
import { Refused } from './refuse.ts'

/**
 * Judges a form as its head was judged, by the method that its fields make of it; null for what is no form, and
 * where it makes no difference.
 *
 * Of a long one the beginning alone is looked at, as it is for placeholders.
 */
export function formJudge(asked: Asked, known: Known): ((beginning: Buffer) => void) | null {
  if (asked.method !== 'POST') return null
  const types = valuesOf(asked.fields, 'content-type')
  // Of two some servers take the first, and some the last.
  const forms = (types.length === 0 ? [''] : types).filter(isForm)
  const decisionWith = (methods: readonly string[]): Decision => {
    const made: Field = ['X-HTTP-Method-Override', methods.join(',')]
    return decide({ ...asked, fields: [...asked.fields, made] }, known)
  }
  // Where every method may go there is nothing to judge, and nothing to wait for.
  if (forms.length === 0 || decisionWith(['*']).kind === 'forward') return null
  return (beginning) => {
    const text = beginning.toString('latin1')
    const methods = forms.flatMap((type) => methodsInForm(type, text))
    if (methods.length === 0) return
    const decision = decisionWith(methods)
    if (decision.kind === 'refuse') throw new Refused(decision.refusal, decision.tripwire)
  }
}
