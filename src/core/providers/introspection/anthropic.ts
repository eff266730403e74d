import type { Introspection, Step } from '../../token/introspection.ts'
import { listAt, textAt } from '../../token/value-at.ts'

// docs.anthropic.com: "Versions" and "Authentication" (x-api-key, anthropic-version), "List models" (the answer's header
// anthropic-organization-id), and the Admin API: "Get current organization", "List workspaces".

const HEADERS = { 'anthropic-version': '2023-06-01' }

const MODELS: Step = {
  path: '/v1/models?limit=1',
  headers: HEADERS,
  read: ({ body, header }) => {
    if (listAt(body, 'data') === undefined) return {}
    const organisation = header('anthropic-organization-id')
    return {
      ...(organisation && { account: `organisation ${organisation}` }),
      says: ['it may list models and run them'],
    }
  },
}

const ORGANISATION: Step = {
  path: '/v1/organizations/me',
  headers: HEADERS,
  read: ({ body }) => {
    const account = textAt(body, 'name')
    if (account === undefined) return {}
    return {
      account,
      breadth: 'organisation',
      access: 'admin',
      says: ['it manages the members, workspaces and keys of its organisation'],
      next: [WORKSPACES],
    }
  },
}

const WORKSPACES: Step = {
  path: '/v1/organizations/workspaces?limit=100',
  headers: HEADERS,
  read: ({ body }) => {
    const names = listAt(body, 'data')?.flatMap((item) => textAt(item, 'name') ?? [])
    return names === undefined ? {} : { resources: names.map((name) => ({ kind: 'workspace', name })) }
  },
}

export const anthropic: Introspection = {
  id: 'anthropic',
  base: 'https://api.anthropic.com',
  carriage: { kind: 'header', header: 'x-api-key' },
  steps: ({ text }) => {
    if (text.startsWith('sk-ant-admin')) return [ORGANISATION]
    return text.startsWith('sk-ant-api') ? [MODELS] : []
  },
  source: 'https://docs.anthropic.com/en/api/admin-api/organization/get-me',
}
