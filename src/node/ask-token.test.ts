/**
 * What a vault does with a provider's word: real catalog, real TLS server, a keychain in memory.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { assertNoCanary, assertNoCanaryInFiles, encodingsOf, newCanary } from '../../e2e/canaries.ts'
import { addToken, type NewToken } from '../core/add-token.ts'
import type { SecretStore } from '../core/ports.ts'
import { PROVIDERS } from '../core/providers/providers.ts'
import type { Base } from '../core/reach/base-url.ts'
import { Secret } from '../core/token/secret.ts'
import { askToken } from '../core/vault/ask-token.ts'
import { checkToken } from '../core/vault/check-token.ts'
import { editToken } from '../core/vault/edit-token.ts'
import { findToken } from '../core/vault/find-token.ts'
import { quarantineToken } from '../core/vault/quarantine-token.ts'
import { rotateToken } from '../core/vault/rotate-token.ts'
import { viewToken } from '../core/vault/view-tokens.ts'
import { providerFetch } from './ask-provider.ts'
import { composeVault, type OpenVault } from './compose-vault.ts'
import { pathsOf } from './files/paths.ts'
import { type ProviderServer, type Reply, startProviderServer } from './testdata/provider-server.ts'

const canary = newCanary('a classic GitHub token', 'ghp_', 36)
const other = newCanary('another one', 'ghp_', 36)

const PLAIN: NewToken = {
  name: 'web',
  domain: { kind: 'project', name: 'web' },
  destinations: null,
  env: undefined,
  scopes: [],
  resources: [],
  expiresAt: null,
}

let folder: string
let server: ProviderServer
let vault: OpenVault
let now: Date
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'bulkhead-ask-'))
  server = await startProviderServer(['api.github.com', 'github.example.com', 'gitlab.com', 'api.fastly.com'])
  now = new Date('2026-11-24T12:00:00.000Z')
  const kept = new Map<string, Secret>()
  const secrets: SecretStore = {
    get: async (account) => kept.get(account) ?? null,
    set: async (account, secret) => void kept.set(account, secret),
    delete: async (account) => kept.delete(account),
  }
  const paths = pathsOf({ BULKHEAD_HOME: join(folder, 'vault') })
  const world = { now: () => now, random: (bytes: number) => crypto.getRandomValues(new Uint8Array(bytes)) }
  vault = composeVault(PROVIDERS, { paths, secrets, world })
})
afterEach(async () => {
  vault.close()
  await server[Symbol.asyncDispose]()
  rmSync(folder, { recursive: true, force: true })
})

const add = (more: Partial<NewToken> = {}, secret = canary.value) =>
  addToken(vault, new Secret(secret), { ...PLAIN, ...more })

const ask = () =>
  askToken(vault, 'web', { fetchAt: (base: Base) => providerFetch(base, undefined, server), given: null })

const says = (scopes: string, more: Record<string, string> = {}): Record<string, Reply> => ({
  '/user': { headers: { 'x-oauth-scopes': scopes, ...more }, body: { login: 'octocat' } },
})

const tomorrow = () => {
  now = new Date(now.getTime() + 86_400_000)
}

describe('a token whose provider was asked', () => {
  it('is read by its word, and offline later, with the time at which it was said', async () => {
    await add()
    server.answers = says('read:user')
    const { token, told } = await ask()
    expect(told).toMatchObject({ outcome: 'told', account: 'octocat', scopes: ['read:user'] })
    expect(token.reach).toMatchObject({ breadth: 'account', access: 'read', scopes: ['read:user'] })

    tomorrow()
    const later = await checkToken(vault, 'web')
    expect(later.reach).toMatchObject({ access: 'read', scopes: ['read:user'] })
    expect(later.reach.evidence.filter(({ source }) => source === 'introspection')).toEqual([
      { source: 'introspection', says: 'api.github.com knows it as octocat', at: '2026-11-24T12:00:00.000Z' },
      { source: 'introspection', says: 'it has the scopes read:user', at: '2026-11-24T12:00:00.000Z' },
    ])
  })

  it('has the scopes that its provider names in place of those its owner declared, which stay declared', async () => {
    await add({ scopes: ['repo'] })
    server.answers = says('read:user')
    const { token } = await ask()
    expect(token.reach.scopes).toEqual(['read:user'])
    expect(findToken(vault, 'web').declared.scopes).toEqual(['repo'])
    expect((await editToken(vault, 'web', { scopes: ['gist'] })).reach.scopes).toEqual(['read:user'])
  })

  it('loses that word when it is rotated', async () => {
    await add()
    server.answers = says('read:user')
    await ask()
    const { reach } = await rotateToken(vault, 'web', new Secret(other.value))
    expect(reach.scopes).toEqual([])
    expect(reach.evidence.map(({ source }) => source)).not.toContain('introspection')
  })

  it('keeps that word when its provider is silent the next time', async () => {
    await add()
    server.answers = says('read:user')
    await ask()
    tomorrow()
    server.answers = { '/user': { status: 500 } }
    const { token, told } = await ask()
    expect(told?.outcome).toBe('silent')
    expect(token.reach).toMatchObject({ access: 'read', scopes: ['read:user'] })
    expect(findToken(vault, 'web').introspected?.at).toBe('2026-11-24T12:00:00.000Z')
  })

  it('does not keep it when its provider refuses it the next time', async () => {
    await add()
    server.answers = says('')
    await ask()
    server.answers = { '/user': { status: 401 } }
    const { token } = await ask()
    expect(token.reach.access).toBe('unknown')
    expect(token.status).toBe('active')
  })

  it.each([
    [null, '2027-01-31T13:00:00.000Z'],
    ['2026-12-24T00:00:00.000Z', '2026-12-24T00:00:00.000Z'],
  ])('that its owner lets end at %s ends at %s', async (expiresAt, expected) => {
    await add({ expiresAt })
    server.answers = says('gist', { 'github-authentication-token-expiration': '2027-01-31 13:00:00 UTC' })
    expect((await ask()).token.expiresAt).toBe(expected)
  })

  it('ends later when its provider says so later', async () => {
    await add()
    server.answers = says('gist', { 'github-authentication-token-expiration': '2027-01-31 13:00:00 UTC' })
    await ask()
    server.answers = says('gist', { 'github-authentication-token-expiration': '2027-03-31 13:00:00 UTC' })
    expect((await ask()).token.expiresAt).toBe('2027-03-31T13:00:00.000Z')
  })

  it('is recorded with method, host and status, and with no path', async () => {
    await add()
    server.answers = says('gist')
    await ask()
    const [event] = vault.audit.events(1)
    expect(event).toMatchObject({
      action: 'introspect',
      token: { name: 'web' },
      request: { method: 'GET', host: 'api.github.com', status: 200 },
      decision: 'allowed',
    })
    expect(JSON.stringify(event)).not.toContain('/user')
  })

  it('leaves no part of itself anywhere, though every answer repeats it in every encoding', async () => {
    await add()
    for (const [, needle] of encodingsOf(canary.value)) {
      const repeated = needle.toString('latin1')
      server.answers = {
        '/user': { headers: { 'x-oauth-scopes': encodeURIComponent(repeated) }, body: { login: repeated } },
      }
      const { token, told } = await ask()
      assertNoCanary([canary], 'the answer', JSON.stringify({ told, view: viewToken(vault, token) }))
    }
    assertNoCanary([canary], 'the audit trail', JSON.stringify(vault.audit.events()))
    assertNoCanaryInFiles([canary], folder)
  })
})

describe('a token that is dead at its provider', () => {
  const gitlab = newCanary('a GitLab token', 'glpat-', 20)
  const self = (revoked: boolean): Record<string, Reply> => ({
    '/api/v4/personal_access_tokens/self': {
      body: { name: 'ci', revoked, active: !revoked, scopes: ['read_api'], expires_at: '2027-01-01' },
    },
    '/api/v4/user': { body: { username: 'ada' } },
  })

  it('is marked as revoked, and as active again when it lives', async () => {
    await add({}, gitlab.value)
    server.answers = self(true)
    expect((await ask()).token).toMatchObject({ status: 'revoked' })
    server.answers = self(false)
    expect((await ask()).token).toMatchObject({ status: 'active' })
  })

  it('stays in quarantine when it is there', async () => {
    await add({}, gitlab.value)
    quarantineToken(vault, 'web')
    for (const revoked of [true, false]) {
      server.answers = self(revoked)
      expect((await ask()).token.status).toBe('quarantined')
    }
  })

  it('is active with its next secret', async () => {
    await add({}, gitlab.value)
    server.answers = self(true)
    await ask()
    expect((await rotateToken(vault, 'web', new Secret(gitlab.value))).status).toBe('active')
  })
})

describe('whom a token is shown to', () => {
  it('is the server that its destinations name, and not the provider’s public one', async () => {
    await add({ destinations: ['GET github.example.com/api/v3/**'] })
    server.answers = { '/api/v3/user': { headers: { 'x-oauth-scopes': 'gist' }, body: { login: 'octocat' } } }
    const { told } = await ask()
    expect(told).toMatchObject({ outcome: 'told', host: 'github.example.com' })
    expect(server.asked).toEqual(['GET /api/v3/user'])
  })

  it('is nobody when its destinations name no one host', async () => {
    await add({ destinations: ['*.github.example.com'] })
    expect(await ask()).toMatchObject({
      told: null,
      why: 'no server is known to ask: name one, such as https://github.example.com',
    })
    expect(server.asked).toEqual([])
  })

  it('is the provider whose host it is for, where its form does not tell', async () => {
    await add({ destinations: ['api.fastly.com'] }, newCanary('a Fastly token', '', 32).value)
    server.answers = { '/tokens/self': { body: { name: 'ci', scope: 'global', services: [] } } }
    const { token, told } = await ask()
    expect(told).toMatchObject({ outcome: 'told', account: 'the token ci' })
    expect(viewToken(vault, token)).toMatchObject({ verdict: 'god', reach: { breadth: 'account', access: 'admin' } })
    expect((await checkToken(vault, 'web')).reach).toMatchObject({ breadth: 'account', access: 'admin' })
  })

  it('is nobody when its provider is not known, and it is checked offline', async () => {
    await add({}, newCanary('a token of nobody').value)
    expect(await ask()).toMatchObject({ token: { name: 'web' }, told: null, why: 'its provider is not known' })
    expect(vault.audit.events().map(({ action }) => action)).toEqual(['add'])
  })
})
