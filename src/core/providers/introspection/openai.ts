import type { Answer, Introspection, Step, Told } from '../../token/introspection.ts'
import { listAt, textAt, valueAt } from '../../token/value-at.ts'

// platform.openai.com, API reference: "List models" (403 names the scope that a restricted key lacks), "List projects" of
// the administration API. GET /v1/me answers for keys of a person and of a project.

const ADMIN: Step = {
  path: '/v1/organization/projects?limit=100',
  read: ({ body }) => {
    const projects = listAt(body, 'data')
    if (projects === undefined) return {}
    const resources = projects
      .flatMap((project) => textAt(project, 'name') ?? [])
      .map((name) => ({ kind: 'project', name }))
    return {
      breadth: 'organisation',
      access: 'admin',
      resources,
      says: ['it manages the projects of its organisation'],
    }
  },
}

function readModels({ body, header }: Answer): Told {
  if (listAt(body, 'data') === undefined) return {}
  const organisation = header('openai-organization')
  return {
    ...(organisation && { account: organisation }),
    says: ['it may list models'],
    next: [ME],
  }
}

const ME: Step = {
  path: '/v1/me',
  denied: { says: ['it may not say whose it is'] },
  read: ({ body }) => {
    const account = textAt(body, 'email') ?? textAt(body, 'name') ?? textAt(body, 'id')
    if (account === undefined) return {}
    const organisations = (listAt(body, 'orgs', 'data') ?? []).flatMap((item) => {
      const title = textAt(item, 'title')
      const role = textAt(item, 'role')
      return title === undefined ? [] : [`its owner is ${role ?? 'a member'} of ${title}`]
    })
    return {
      account,
      says: [
        ...organisations,
        ...(valueAt(body, 'mfa_flag_enabled') === false ? ['its owner signs in without a second factor'] : []),
      ],
    }
  },
}

export const openai: Introspection = {
  id: 'openai',
  base: 'https://api.openai.com',
  carriage: { kind: 'bearer' },
  steps: ({ text }) =>
    text.startsWith('sk-admin-')
      ? [ADMIN]
      : [
          {
            path: '/v1/models',
            denied: { says: ['it is restricted: it may not list models'] },
            denies: [403],
            read: readModels,
          },
        ],
  source: 'https://platform.openai.com/docs/api-reference/models/list',
}
