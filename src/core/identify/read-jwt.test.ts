import { describe, expect, it } from 'vitest'
import { readGithubInstallation } from './read-github-installation.ts'
import { readJwt } from './read-jwt.ts'
import { jwtOf } from './testing/sample-secret.ts'

const END = 1893456000

const read = (payload: unknown, header: unknown = { alg: 'ES256' }) => readJwt(jwtOf(payload, header))
const says = (payload: unknown, header?: unknown): string => (read(payload, header)?.says ?? []).join('; ')

describe('readJwt', () => {
  it('believes nothing of an unsigned one that would make it look narrower', () => {
    for (const alg of ['none', 'None', 'NONE', '', 7, null, undefined]) {
      const contents = read({ aud: 'https://api.x.example', scope: 'read:orders', exp: END }, { alg })
      expect(contents).toMatchObject({ breadth: 'unknown', expiresAt: null })
    }
    const cut = jwtOf({ aud: 'a', exp: END }, { alg: 'ES256' }).replace(/[^.]+$/, '')
    expect(readJwt(cut)).toMatchObject({ breadth: 'unknown', expiresAt: null })
    expect(says({ aud: 'a' }, { alg: 'none' })).toContain('nothing that it says is believed')
    expect(read({ aud: '*' }, { alg: 'none' })?.breadth).toBe('account')
  })

  it.each([
    ['its own key', { alg: 'ES256', jwk: { kty: 'EC' } }],
    ['an address of its key', { alg: 'RS256', jku: 'https://evil.example/keys' }],
    ['an address of its certificate', { alg: 'RS256', x5u: 'https://evil.example/' }],
  ])('warns of a header with %s', (_, header) => {
    expect(says({ aud: 'a' }, header)).toContain('its header brings its own key')
  })

  it.each<[string, unknown, RegExp]>([
    ['no end', { aud: 'a' }, /it names no end/],
    ['an end that is no time', { aud: 'a', exp: 'soon' }, /the end it names is no time/],
    ['an end before its beginning', { aud: 'a', exp: END, nbf: END + 1 }, /before it begins.*never holds/],
    ['a beginning', { aud: 'a', exp: END, nbf: END - 60 }, /begins to hold at 2029-12-31T23:59:00/],
    ['a client', { aud: 'a', azp: 'web-client' }, /given to the client web-client/],
    ['a program of Auth0', { sub: 'abc@clients', gty: 'client-credentials' }, /stands for a program/],
    ['a program of Entra', { idtyp: 'app', iss: 'https://sts.windows.net/t/', tid: 't-1' }, /program.*tenant t-1/],
    ['a client that is its own subject', { sub: 'svc', client_id: 'svc' }, /stands for a program.*client svc/],
    ['a Kubernetes service account', { sub: 'system:serviceaccount:prod:deployer' }, /service account prod\/deployer/],
    ['a Supabase anon key', { iss: 'supabase', ref: 'abcdefghijklmnopqrst', role: 'anon' }, /public key/],
    [
      'a Supabase service key',
      { iss: 'supabase', ref: 'abcdefghijklmnopqrst', role: 'service_role' },
      /passes by every row rule/,
    ],
    [
      'a job of GitHub Actions',
      { iss: 'https://token.actions.githubusercontent.com', repository: 'acme/web' },
      /Actions job/,
    ],
    ['a job of GitLab', { iss: 'https://gitlab.com', project_path: 'acme/web', pipeline_id: '7' }, /GitLab CI job/],
    ['a Google ID token', { iss: 'https://accounts.google.com', aud: 'x' }, /proves to its audience/],
  ])('says what is to be said of %s', (_, payload, sentence) => {
    expect(says(payload)).toMatch(sentence)
  })

  it('takes a global administrator of a tenant for what that is', () => {
    const contents = read({
      iss: 'https://login.microsoftonline.com/t/v2.0',
      tid: 't',
      wids: ['62e90394-69f5-4237-9190-012177145e10'],
    })
    expect(contents?.scopes).toContain('role:global-administrator')
  })

  it.each<[string, unknown, string]>([
    [
      'Auth0’s management',
      { iss: 'https://acme.eu.auth0.com/', aud: 'https://acme.eu.auth0.com/api/v2/', scope: 'read:users update:users' },
      'organisation',
    ],
    [
      'one’s own profile at Auth0',
      { iss: 'https://acme.eu.auth0.com/', aud: 'https://acme.eu.auth0.com/api/v2/', scope: 'read:current_user' },
      'resource',
    ],
    [
      'an API that Auth0 guards',
      { iss: 'https://acme.eu.auth0.com/', aud: 'orders', scope: 'read:orders' },
      'resource',
    ],
    [
      'Okta’s management',
      { iss: 'https://acme.okta.com', aud: 'https://acme.okta.com', scp: ['okta.users.read'] },
      'organisation',
    ],
    [
      'one’s own profile at Okta',
      { iss: 'https://acme.okta.com', aud: 'https://acme.okta.com', scp: ['okta.users.read.self'] },
      'resource',
    ],
    [
      'an application at Microsoft Graph',
      { iss: 'https://sts.windows.net/t/', aud: 'https://graph.microsoft.com', roles: ['Mail.Read'] },
      'organisation',
    ],
    [
      'an application with chosen sites at Microsoft Graph',
      { iss: 'https://sts.windows.net/t/', aud: '00000003-0000-0000-c000-000000000000', roles: ['Sites.Selected'] },
      'resource',
    ],
    [
      'a person at Microsoft Graph',
      { iss: 'https://sts.windows.net/t/', aud: 'https://graph.microsoft.com', scp: 'Mail.Read' },
      'resource',
    ],
    [
      'two repositories of a registry',
      {
        iss: 'auth.docker.io',
        aud: 'registry.docker.io',
        access: ['acme/web', 'acme/api'].map((name) => ({ type: 'repository', name, actions: ['pull'] })),
      },
      'several',
    ],
  ])('tells how far a token for %s reaches', (_, payload, breadth) => {
    expect(read(payload)?.breadth).toBe(breadth)
    expect(read(payload, { alg: 'none' })?.breadth).toBe('unknown')
  })

  it('names the repositories of a registry’s token', () => {
    const access = [{ type: 'repository', name: 'acme/web', actions: ['pull', 'push'] }]
    expect(read({ aud: 'registry.docker.io', access })).toMatchObject({
      resources: [
        { kind: 'audience', name: 'registry.docker.io' },
        { kind: 'repository', name: 'acme/web' },
      ],
      scopes: ['pull', 'push'],
    })
  })

  it.each([
    ['a host that only ends like Microsoft’s', 'https://evilmicrosoftonline.com/'],
    ['a host with it in front', 'https://login.microsoftonline.com.evil.example/'],
    ['no address', 'login.microsoftonline.com'],
  ])('does not take %s for it', (_, iss) => {
    expect(says({ iss, tid: 't' })).not.toContain('tenant')
  })

  it('suggests the host of a Supabase project, and of no project that is no name', () => {
    expect(read({ iss: 'supabase', ref: 'abcdefghijklmnopqrst', role: 'anon' })?.destinations).toEqual([
      'abcdefghijklmnopqrst.supabase.co',
    ])
    expect(read({ iss: 'supabase', ref: 'a.evil.example/?', role: 'anon' })?.destinations).toEqual([])
  })

  it('bounds every sentence', () => {
    const long = 'x'.repeat(190)
    const contents = read({
      iss: long,
      aud: Array.from({ length: 200 }, (_, index) => `${index}${long}`),
      scope: Array.from({ length: 200 }, (_, index) => `${index}${long}`).join(' '),
      azp: 'y'.repeat(20_000),
      sub: `system:serviceaccount:${'z'.repeat(9000)}:a`,
    })
    expect(Math.max(...(contents?.says ?? []).map(({ length }) => length))).toBeLessThan(3000)
  })

  it('takes claims under names of JavaScript’s own like any others, and lets them change nothing of ours', () => {
    const payload = '{"aud":"a","__proto__":{"scope":"*"},"constructor":{"prototype":{"admin":true}},"toString":"x"}'
    const text = [JSON.stringify({ alg: 'ES256' }), payload, 'x']
      .map((part) => Buffer.from(part).toString('base64url'))
      .join('.')
    expect(readJwt(text)?.scopes).toEqual(['*', 'role:admin'])
    expect(({} as Record<string, unknown>).scope).toBeUndefined()
  })
})

describe('readGithubInstallation', () => {
  it('tells app and end, and none of its other claims', () => {
    const token = `ghs_12345_${jwtOf({ exp: END, iss: 'github-internal', installation: 'canary' }, { alg: 'ES256' })}`
    const contents = readGithubInstallation(token)
    expect(contents.expiresAt).toBe('2030-01-01T00:00:00.000Z')
    expect(contents.says[0]).toBe('it says that it is of the app with the id 12345')
    expect(JSON.stringify(contents)).not.toContain('canary')
  })

  it.each([
    'ghs_',
    `ghs_1_${'a'.repeat(300)}`,
    `ghs_${'x'.repeat(50)}.y.z`,
    `ghs_1_${jwtOf({ exp: END }, { alg: 'none' })}`,
  ])('knows no end of a text that names none', (text) => {
    expect(readGithubInstallation(text).expiresAt).toBeNull()
  })
})
