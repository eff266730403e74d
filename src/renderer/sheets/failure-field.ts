import type { Failure } from '../../contract/view.ts'
import type { FieldName } from '../stores/draft.ts'

const FIELD_OF: Readonly<Record<string, FieldName | 'secret'>> = {
  'name-invalid': 'name',
  'name-taken': 'name',
  'domain-invalid': 'domainName',
  'destination-invalid': 'destinations',
  'destination-refused': 'destinations',
  'variable-invalid': 'env',
  'variable-refused': 'env',
  'secret-invalid': 'secret',
  'too-big': 'secret',
}

// These share the code of a value that breaks its grammar; only their words tell them apart.
const USAGE: readonly (readonly [RegExp, FieldName])[] = [
  [/^not a resource:|^a PyPI token is narrowed to|^the token cannot publish/, 'resources'],
  [/^not a time:|^the expiry /, 'expires'],
]

/** The field that a refusal is about, so that it is said there; null for the form as a whole. */
export function fieldOf({ code, message }: Failure): FieldName | 'secret' | null {
  if (code === 'usage') return USAGE.find(([words]) => words.test(message))?.[1] ?? null
  return Object.hasOwn(FIELD_OF, code) ? (FIELD_OF[code] ?? null) : null
}
