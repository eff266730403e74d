import type { Answer, Introspection, Step, Told } from '../../token/introspection.ts'
import type { Breadth, Resource } from '../../token/reach.ts'
import { listAt, textAt, valueAt, wordsOf } from '../../token/value-at.ts'

// docs.github.com: "Scopes for OAuth apps" (X-OAuth-Scopes lists what a token was given), "REST API endpoints for users"
// (GET /user), "… for repositories" (GET /user/repos: permissions of each), "… for GitHub App installations"
// (GET /installation/repositories). The header of the expiry has two spellings: `2026-12-31 13:00:00 UTC` and `… -0700`.

const EXPIRY = /^(\d{4}-\d{2}-\d{2}) (\d{2}:\d{2}:\d{2}) (?:UTC|([+-]\d{2}):?(\d{2}))$/

function expiryOf(answer: Answer): string | undefined {
  const [, date, time, hours, minutes] =
    EXPIRY.exec(answer.header('github-authentication-token-expiration') ?? '') ?? []
  if (date === undefined) return undefined
  const ms = Date.parse(`${date}T${time}${hours === undefined ? 'Z' : `${hours}:${minutes}`}`)
  return Number.isNaN(ms) ? undefined : new Date(ms).toISOString()
}

function readUser(answer: Answer): Told {
  const account = textAt(answer.body, 'login')
  if (account === undefined) return {}
  const expiresAt = expiryOf(answer)
  const scopes = answer.header('x-oauth-scopes')
  const isAdmin = valueAt(answer.body, 'site_admin') === true
  return {
    account,
    ...(expiresAt && { expiresAt }),
    ...(isAdmin && { says: ['its user administers the whole server'] }),
    ...(scopes === null ? { next: [REPOSITORIES] } : scopesOf(wordsOf(scopes))),
  }
}

const scopesOf = (scopes: readonly string[]): Told =>
  scopes.length > 0
    ? { scopes }
    : { scopes, access: 'read', says: ['without a scope it reads only what everybody may read'] }

const PAGE = 100

// A fine-grained token and an app's user token tell no permissions; what they reach is listed, with what their user may do there.
const REPOSITORIES: Step = {
  path: `/user/repos?per_page=${PAGE}`,
  denied: { says: ['it may not list repositories'] },
  read: ({ body }) => readRepositories(listAt(body)),
}

const INSTALLATION: Step = {
  path: `/installation/repositories?per_page=${PAGE}`,
  read: ({ body }) => readRepositories(listAt(body, 'repositories'), Number(textAt(body, 'total_count'))),
}

function readRepositories(list: readonly unknown[] | undefined, total = 0): Told {
  if (list === undefined) return {}
  const resources = list.flatMap((item): Resource[] => {
    const name = textAt(item, 'full_name')
    return name === undefined ? [] : [{ kind: 'repository', name }]
  })
  const isCut = list.length >= PAGE || total > list.length
  return {
    resources,
    ...(resources.length > 0 && { breadth: breadthOf(resources.length, isCut) }),
    says: [
      ...(isCut ? [`it reaches more repositories than the ${PAGE} that were read`] : []),
      'what it may do in them is not told: GitHub shows the permissions of such a token only on its page',
    ],
  }
}

const breadthOf = (count: number, isCut: boolean): Breadth => (isCut ? 'account' : count === 1 ? 'resource' : 'several')

export const github: Introspection = {
  id: 'github',
  base: 'https://api.github.com',
  own: { path: '/api/v3', example: 'https://github.example.com' },
  carriage: { kind: 'bearer' },
  steps: ({ text }) => {
    // It is sent to be exchanged, and cannot ask anything.
    if (text.startsWith('ghr_')) return []
    return text.startsWith('ghs_') ? [INSTALLATION] : [{ path: '/user', read: readUser }]
  },
  source: 'https://docs.github.com/en/apps/oauth-apps/building-oauth-apps/scopes-for-oauth-apps',
}
