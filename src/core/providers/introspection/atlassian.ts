import type { Introspection, Step } from '../../token/introspection.ts'
import { valueAt } from '../../token/value-at.ts'
import { whoAmI } from './who-am-i.ts'

// developer.atlassian.com, Jira Cloud platform REST API: "Basic auth" (address and API token as user and password: the token
// alone cannot ask), "Get current user" (GET /rest/api/3/myself), "Get my permissions".

const ASKED = ['ADMINISTER', 'SYSTEM_ADMIN', 'BROWSE_PROJECTS', 'CREATE_ISSUES', 'EDIT_ISSUES'] as const

const PERMISSIONS: Step = {
  path: `/rest/api/3/mypermissions?permissions=${ASKED.join(',')}`,
  read: ({ body }) => {
    if (valueAt(body, 'permissions') === undefined) return {}
    const held = ASKED.filter((name) => valueAt(body, 'permissions', name, 'havePermission') === true)
    const isAdmin = held.includes('ADMINISTER') || held.includes('SYSTEM_ADMIN')
    return {
      breadth: 'account',
      says: [held.length === 0 ? 'its user may do none of what was asked' : `its user may ${held.join(', ')}`],
      access: isAdmin ? 'admin' : held.some((name) => name.endsWith('ISSUES')) ? 'write' : 'read',
    }
  },
}

export const atlassian: Introspection = {
  id: 'atlassian',
  base: null,
  own: { example: 'https://acme.atlassian.net' },
  carriage: { kind: 'basic-pair' },
  steps: ({ text }) =>
    text.includes(':')
      ? [whoAmI('/rest/api/3/myself', [['emailAddress'], ['displayName'], ['accountId']], { next: [PERMISSIONS] })]
      : [],
  source: 'https://developer.atlassian.com/cloud/jira/platform/rest/v3/api-group-permissions/',
}
