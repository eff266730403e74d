import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { jwtRights } from './jwt-rights.ts'

// What is tried is the same in each run.
fc.configureGlobal({ seed: 20_261_124 })

const READS = { scope: 'read:orders' }

describe('the rights that a JWT names', () => {
  it.each([
    ['an admin flag as a text', { admin: 'true' }, ['role:admin']],
    ['an admin flag as a number', { admin: 1 }, ['role:admin']],
    ['a flag for more than an admin', { superadmin: true, is_super_admin: true, isSuperUser: true }, ['role:admin']],
    ['a flag for an owner', { owner: true }, ['role:admin']],
    ['a flag behind a namespace', { 'https://acme.example/is_admin': true, 'com.acme.admin': true }, ['role:admin']],
    ['a flag behind a hump', { siteAdmin: true }, ['role:admin']],
    ['a flag below', { user: { isAdmin: true } }, ['role:admin']],
    ['a role below', { user: { role: 'admin' } }, ['role:admin']],
    ['roles below', { app_metadata: { roles: ['admin'] } }, ['role:admin']],
    ['roles in a list of organisations', { orgs: [{ id: 'o1', role: 'owner' }] }, ['role:owner']],
    [
      'Hasura’s roles',
      { 'https://hasura.io/jwt/claims': { 'x-hasura-default-role': 'user', 'x-hasura-allowed-roles': ['admin'] } },
      ['role:user', 'role:admin'],
    ],
    ['a short name of a role', { o: { rol: 'admin' } }, ['role:admin']],
    ['a name with a hump', { orgRole: 'admin' }, ['role:admin']],
    ['other words for rights', { perms: ['x'], privileges: ['y'], acl: ['z'] }, ['role:x', 'role:y', 'role:z']],
    ['scopes below', { data: { scopes: ['write:orders'] } }, ['write:orders']],
    ['a registry’s access', { access: [{ type: 'repository', name: 'a/b', actions: ['pull', '*'] }] }, ['pull', '*']],
  ])('are found as %s', (_, claims, more) => {
    expect([...new Set(jwtRights({ ...READS, ...claims }))]).toEqual(['read:orders', ...more])
  })

  it.each([
    ['an admin flag that is off', { admin: false, isAdmin: 'false', root: 0, superuser: null }],
    ['an owner by name', { owner: 'alice', root: 'folder-7' }],
    ['a user', { user: true, isUser: true, 'https://acme.example/user': true }],
    ['words that only end alike', { enroll: 'x', parole: 'y', ungroups: 'z' }],
    ['a list of nothing', { roles: [], groups: null }],
  ])('are not %s', (_, claims) => expect(jwtRights({ ...READS, ...claims })).toEqual(['read:orders']))

  it.each([
    ['permissions with objects in them', { authorization: { permissions: [{ rsname: 'x', scopes: [{}] }] } }],
    ['roles as an object', { roles: { admin: true } }],
    ['grants as an object', { data: { grants: { admin: true } } }],
    ['access of another shape', { access: [{ type: 'repository', actions: { all: true } }] }],
    ['another token inside', { access_token: 'eyJhbGciOiJub25lIn0.eyJzY29wZSI6IioifQ.' }],
    ['more nesting than anybody uses', { x: JSON.parse(`${'{"a":'.repeat(100)}1${'}'.repeat(100)}`) }],
    ['more values than anybody uses', { x: Array(5_000).fill({ a: 1 }) }],
  ])('are not read at all with %s, as a part would look narrower', (_, claims) => {
    expect(jwtRights({ ...READS, ...claims })).toBeNull()
  })

  it('are lists of texts or null, whatever the claims are', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (claims) => {
        const rights = jwtRights(claims as Record<string, unknown>)
        expect(rights === null || rights.every((right) => typeof right === 'string')).toBe(true)
      }),
    )
  })
})
