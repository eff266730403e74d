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

/** The field that a refusal is about, so that it is said there; null for the form as a whole. */
export const fieldOf = ({ code }: Failure): FieldName | 'secret' | null =>
  Object.hasOwn(FIELD_OF, code) ? (FIELD_OF[code] ?? null) : null
