import type { Contents } from '../token/contents.ts'

/**
 * The data centre at the end of a Mailchimp key, which is a part of the address that takes it: `-us6`, `us6.api.mailchimp.com`.
 *
 * Source: mailchimp.com/developer, "Marketing API fundamentals". The word behind the dash is public.
 */
export function readMailchimp(text: string): Contents | null {
  const [, centre] = /-([a-z]{2,3}\d{1,3})$/.exec(text) ?? []
  if (centre === undefined) return null
  return {
    source: 'format',
    says: [`its data centre is ${centre}`],
    destinations: [`${centre}.api.mailchimp.com`],
  }
}
