import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { jwtClaims } from './jwt-claims.ts'
import { jwtOf } from './testing/sample-secret.ts'

// What is tried is the same in each run.
fc.configureGlobal({ seed: 20_261_124 })

const claimsOf = (payload: unknown, header: unknown = { alg: 'ES256' }) => jwtClaims(jwtOf(payload, header))

describe('jwtClaims', () => {
  it.each(['', '.', '..', 'a.b.c', 'eyJ.eyJ.x', 'eyJhbGciOiJub25lIn0..', '....', 'eyJhbGciOiJub25lIn0.W10.'])(
    'answers %j, which is no JWT, with null',
    (text) => {
      expect(jwtClaims(text)).toBeNull()
    },
  )

  it.each([
    ['an array', []],
    ['a text', 'x'],
    ['null', null],
    ['a number', 7],
    ['an audience that is an object', { aud: { a: 1 } }],
    ['an audience with a number in it', { aud: ['a', 1] }],
    ['scopes with a list in them', { scope: [['*']] }],
    ['roles with an object in them', { roles: [{ name: 'admin' }] }],
    ['realm roles with a number in them', { realm_access: { roles: [1] } }],
    ['more scopes than can be shown', { scope: 'a '.repeat(300) }],
    ['a scope longer than can be shown', { scope: `read:${'a'.repeat(300)}` }],
    ['an audience longer than can be shown', { aud: `https://a.example/${'a'.repeat(300)}*` }],
    ['a payload of a megabyte', { aud: 'a', more: 'x'.repeat(1_000_000) }],
  ])('answers %s with null: a part would look narrower than the whole', (_, payload) => {
    expect(claimsOf(payload)).toBeNull()
  })

  it('reads a payload of deep nesting without a crash', () => {
    const deep = `{"aud":"a","x":${'['.repeat(20_000)}${']'.repeat(20_000)}}`
    const text = [{ alg: 'ES256' }, null]
      .map((part) => btoa(part === null ? deep : JSON.stringify(part)).replace(/=+$/, ''))
      .join('.')
    expect(jwtClaims(`${text}.c2ln`)?.audiences ?? []).toBeInstanceOf(Array)
  })

  it.each([
    ['scope', { scope: 'a b' }, ['a', 'b']],
    ['scp as a list', { scp: ['a', 'b'] }, ['a', 'b']],
    ['permissions', { permissions: ['a'] }, ['a']],
    ['roles', { roles: ['x'], role: 'y' }, ['role:x', 'role:y']],
    ['groups', { groups: ['x'], 'cognito:groups': ['y'] }, ['role:x', 'role:y']],
    ['namespaced roles', { 'https://acme.example/roles': ['x'] }, ['role:x']],
    ['authorities', { authorities: ['ROLE_ADMIN'] }, ['role:ROLE_ADMIN']],
    [
      'Keycloak roles',
      { realm_access: { roles: ['x'] }, resource_access: { web: { roles: ['y'] } } },
      ['role:x', 'role:y'],
    ],
    ['an admin flag', { is_admin: true, admin: false }, ['role:admin']],
    ['the same twice', { scope: 'a a', scp: 'a' }, ['a']],
    ['none', { scope: null }, []],
  ])('finds scopes in %s', (_, payload, scopes) => {
    expect(claimsOf(payload)?.scopes).toEqual(scopes)
  })

  it.each([
    [1893456000, '2030-01-01T00:00:00.000Z'],
    [1893456000.5, '2030-01-01T00:00:00.500Z'],
    [-1, '1969-12-31T23:59:59.000Z'],
    [1e30, null],
    ['1893456000', null],
    [null, null],
    [{}, null],
  ])('reads the expiry %j as %s', (exp, iso) => {
    expect(claimsOf({ exp })?.expiresAt).toBe(iso)
  })

  it.each([
    [{ alg: 'none' }, false],
    [{ alg: 'NONE' }, false],
    [{ alg: 7 }, false],
    [{}, false],
    [{ alg: 'HS256' }, true],
  ])('takes a header %j as signed: %s', (header, signed) => {
    expect(claimsOf({}, header)?.signed).toBe(signed)
  })

  it('never throws, whatever the payload is', () => {
    fc.assert(
      fc.property(fc.json(), fc.json(), (payload, header) => {
        const text = [header, payload, 'x'].map((part) => Buffer.from(part).toString('base64url')).join('.')
        expect(() => jwtClaims(text)).not.toThrow()
      }),
    )
  })
})
