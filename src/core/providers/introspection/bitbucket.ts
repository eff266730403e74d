import type { Answer, Introspection, Told } from '../../token/introspection.ts'
import type { Breadth } from '../../token/reach.ts'
import { textAt, wordsOf } from '../../token/value-at.ts'

// developer.atlassian.com, Bitbucket Cloud REST API: "Scopes", and the headers x-oauth-scopes and x-credential-type that
// every answer has, also one that refuses.

const BREADTHS: ReadonlyMap<string, Breadth> = new Map([
  ['repo_access_token', 'resource'],
  ['project_access_token', 'several'],
  ['workspace_access_token', 'organisation'],
  ['app_password', 'account'],
  ['apppassword', 'account'],
])

function read({ body, header }: Answer): Told {
  const scopes = header('x-oauth-scopes')
  if (scopes === null) return {}
  const kind = header('x-credential-type')
  const account = textAt(body, 'username') ?? textAt(body, 'display_name')
  const breadth = kind === null ? undefined : BREADTHS.get(kind.trim().toLowerCase())
  return {
    scopes: wordsOf(scopes),
    ...(account && { account }),
    ...(breadth && { breadth }),
    ...(kind && { says: [`Bitbucket calls it a ${kind}`] }),
  }
}

export const bitbucket: Introspection = {
  id: 'bitbucket',
  base: 'https://api.bitbucket.org',
  carriage: ({ text }) => (text.includes(':') ? { kind: 'basic-pair' } : { kind: 'bearer' }),
  steps: [{ path: '/2.0/user', tells: [200, 403], read }],
  source: 'https://developer.atlassian.com/cloud/bitbucket/rest/intro/',
}
