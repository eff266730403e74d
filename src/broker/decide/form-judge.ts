import { type Field, valuesOf } from '../wire/head.ts'
import type { Asked } from './asked.ts'
import { decide, type Known } from './decide.ts'
import { isForm, methodsInForm } from './form-methods.ts'
import { Refused } from './refuse.ts'

/**
 * Judges a form as its head was judged, by the method that its fields make of it; null for what is no form.
 *
 * Of a long one the beginning alone is looked at, as it is for placeholders.
 */
export function formJudge(asked: Asked, known: Known): ((beginning: Buffer) => void) | null {
  const [type = ''] = asked.method === 'POST' ? valuesOf(asked.fields, 'content-type') : []
  if (!isForm(type)) return null
  return (beginning) => {
    const methods = methodsInForm(type, beginning.toString('latin1'))
    if (methods.length === 0) return
    const made: Field = ['X-HTTP-Method-Override', methods.join(',')]
    const decision = decide({ ...asked, fields: [...asked.fields, made] }, known)
    if (decision.kind === 'refuse') throw new Refused(decision.refusal, decision.tripwire)
  }
}
