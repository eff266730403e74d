import { describe, expect, it } from 'vitest'
import { providerById } from '../providers/providers.ts'
import { gradeScope } from './grade-scope.ts'

const grade = (id: string, scope: string) => gradeScope(scope, providerById(id))

describe('a scope that stands for everything', () => {
  it.each(['Full access', 'full_access', 'full-access', 'Full control', 'all scopes', 'All permissions', 'ALL'])(
    'is %j',
    (scope) => {
      expect(gradeScope(scope, null)).toMatchObject({ access: 'admin', atLeast: 'account', wildcard: true })
    },
  )

  it.each([
    ['AmazonS3FullAccess', 'admin'],
    ['AmazonS3ReadOnlyAccess', 'read'],
    ['AWSLambda_FullAccess', 'admin'],
    ['SecretsManagerReadWrite', 'write'],
  ])('in one service of AWS does so in the whole account: %s', (scope, access) => {
    expect(grade('aws', scope)).toMatchObject({ access, atLeast: 'account' })
  })
})

describe('a scope in another spelling', () => {
  it.each([
    ['github', 'members:write', ['Members:write', 'members: write', 'members=write', 'MEMBERS:WRITE']],
    ['github', 'admin:org', ['admin_org', 'Admin:Org', 'admin org']],
    [
      'cloudflare',
      'Account Settings Edit',
      ['Account Settings:Edit', 'account settings > edit', 'Account:Account Settings:Edit'],
    ],
    [
      'cloudflare',
      'Workers Scripts Edit',
      ['Workers Scripts:Edit', 'Account.Workers Scripts:Edit', 'workers_scripts:edit'],
    ],
    ['cloudflare', 'API Tokens Write', ['API Tokens:Write', 'User:API Tokens:Write']],
    ['sendgrid', 'api_keys.create', ['api_keys:create', 'API Keys Create']],
    ['sentry', 'member:admin', ['Member: Admin', 'member_admin']],
    ['discord', 'ADMINISTRATOR', ['Administrator', 'administrator']],
    ['grafana', 'Admin', ['admin', 'ADMIN']],
    ['gitlab', 'sudo', ['SUDO']],
  ])('of %s means what %s means', (id, usual, spellings) => {
    const { access, breadth, atLeast, says } = grade(id, usual)
    for (const spelling of spellings) {
      const { scope, ...other } = grade(id, spelling)
      expect(scope).toBe(spelling)
      expect(other).toMatchObject({ access, wildcard: false })
      expect([other.breadth, other.atLeast, other.says]).toEqual([breadth, atLeast, says])
    }
  })

  it.each([
    ['github', 'frobnicate'],
    ['cloudflare', 'Frobnicate Things'],
  ])('that %s does not have stays unknown: %s', (id, scope) => {
    expect(grade(id, scope)).toMatchObject({ access: 'unknown', wildcard: false })
  })
})
