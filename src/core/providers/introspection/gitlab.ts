import type { Answer, Introspection, Step, Told } from '../../token/introspection.ts'
import { listAt, textAt, textsAt, timeAt, valueAt } from '../../token/value-at.ts'

// docs.gitlab.com: "Personal access tokens API" (GET /personal_access_tokens/self: scopes, expires_at, revoked, active),
// "Projects API" (min_access_level; a project or group token lists only its own).

function readSelf({ body }: Answer): Told {
  const scopes = textsAt(body, 'scopes')
  if (scopes === undefined) return {}
  const account = textAt(body, 'name')
  const expiresAt = timeAt(body, 'expires_at')
  const isDead = valueAt(body, 'revoked') === true || valueAt(body, 'active') === false
  return {
    scopes,
    ...(account && { account: `the token ${account}` }),
    ...(expiresAt ? { expiresAt } : { says: ['it has no end at its server'] }),
    ...(isDead
      ? { dead: valueAt(body, 'revoked') === true ? 'is revoked' : 'is not active any more' }
      : { next: [USER] }),
  }
}

const USER: Step = {
  path: '/api/v4/user',
  denied: { says: ['it may not say whose it is'] },
  read: ({ body }) => {
    const account = textAt(body, 'username')
    if (account === undefined) return {}
    const owner = BOT.exec(account)?.[1]
    if (owner === 'project') return { account, breadth: 'resource', next: [PROJECTS] }
    // A group's token reaches the projects that are made tomorrow, too.
    if (owner === 'group') return { account, breadth: 'organisation', next: [PROJECTS] }
    return { account, breadth: 'account' }
  },
}

// docs.gitlab.com, "Project access tokens" and "Group access tokens", bot users: `project_{id}_bot_{random}`, `group_{id}_bot_{random}`.
const BOT = /^(project|group)_\d+_bot/

const PAGE = 100

const PROJECTS: Step = {
  path: `/api/v4/projects?membership=true&simple=true&per_page=${PAGE}`,
  denied: { says: ['it may not list projects'] },
  read: ({ body }) => {
    const names = listAt(body)?.flatMap((item) => textAt(item, 'path_with_namespace') ?? [])
    return names === undefined ? {} : { resources: names.map((name) => ({ kind: 'project', name })) }
  },
}

export const gitlab: Introspection = {
  id: 'gitlab',
  base: 'https://gitlab.com',
  own: { example: 'https://gitlab.example.com' },
  carriage: { kind: 'header', header: 'PRIVATE-TOKEN' },
  // The other kinds of token cannot be asked about: they are for one purpose, and their server answers them nothing else.
  steps: ({ text }) =>
    text.startsWith('glpat-') ? [{ path: '/api/v4/personal_access_tokens/self', read: readSelf }] : [],
  source: 'https://docs.gitlab.com/api/personal_access_tokens/',
}
