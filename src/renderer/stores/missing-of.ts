import type { Failure } from '../../contract/view.ts'
import type { Fields } from './draft.ts'

/**
 * What a form still lacks, told as main would tell it; null when it lacks nothing.
 *
 * @param secret null in a form that has none.
 */
export function missingOf(
  { name, domainKind, domainName }: Pick<Fields, 'name' | 'domainKind' | 'domainName'>,
  secret: string | null,
): Failure | null {
  if (secret === '') return { code: 'secret-invalid', message: 'there is no secret yet', hint: 'paste it above' }
  if (domainName.trim() === '') {
    return { code: 'domain-invalid', message: `the ${domainKind} has no name`, hint: 'name what the token serves' }
  }
  if (name.trim() === '') {
    return { code: 'name-invalid', message: 'the token has no name', hint: 'give it one, such as github-web' }
  }
  return null
}
