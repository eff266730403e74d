/**
 * Asking providers from the command line: real processes, a real keyring, and a TLS server in place of the provider.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { assertNoCanary, assertNoCanaryInFiles, newCanary } from '../../e2e/canaries.ts'
import { type Keyring, openKeyring } from '../../e2e/keyring.ts'
import { type ProviderServer, startProviderServer } from '../node/testdata/provider-server.ts'
import { type Bulkhead, cliIn, type Run } from './testing/run-cli.ts'

const token = newCanary('a GitLab token', 'glpat-', 20)
const stripe = newCanary('a live Stripe key', 'sk_live_', 40)
const unknown = newCanary('a token of nobody')

let keyring: Keyring
let server: ProviderServer
let folder: string
let bulkhead: Bulkhead
/** Without trust in the server's certificate. */
let trustless: Bulkhead
let base: string

beforeAll(async () => {
  keyring = await openKeyring()
  server = await startProviderServer([])
  folder = mkdtempSync(join(tmpdir(), 'bulkhead-online-'))
  writeFileSync(join(folder, 'ca.pem'), server.ca)
  trustless = await cliIn(keyring.env)
  bulkhead = await cliIn({ ...keyring.env, NODE_EXTRA_CA_CERTS: join(folder, 'ca.pem') })
  base = `https://localhost:${server.port}`
})

afterEach(() => {
  server.asked.length = 0
})

afterAll(async () => {
  await server[Symbol.asyncDispose]()
  await keyring.close()
  rmSync(folder, { recursive: true, force: true })
})

const answers = (scopes: readonly string[]) => ({
  '/api/v4/personal_access_tokens/self': {
    body: { name: 'ci', revoked: false, active: true, scopes, expires_at: '2099-01-01' },
  },
  '/api/v4/user': { body: { username: 'project_7_bot_1', bot: true } },
  '/api/v4/projects': { body: [{ path_with_namespace: 'acme/web' }] },
})

const codeIn = ({ json }: Run): string => (json().error as { code: string }).code

describe('a base URL that cannot be asked', () => {
  it.each([
    [['--base', 'https://gitlab.example.com'], 2, 'usage'],
    [['--online', '--base', 'gitlab.example.com'], 2, 'destination-invalid'],
    [['--online', '--base', 'https://ada:pw@gitlab.example.com'], 2, 'destination-invalid'],
    [['--online', '--base', 'http://gitlab.example.com'], 3, 'destination-refused'],
    [['--online', '--base', 'https://169.254.169.254'], 3, 'destination-refused'],
  ])('inspect %j exits with %i', async (options, exit, code) => {
    const answer = await bulkhead(['inspect', ...options, '--json'], { input: token.value })
    expect([answer.code, codeIn(answer)]).toEqual([exit, code])
  })

  it('is refused for a provider that has one place, and nothing is sent', async () => {
    const answer = await bulkhead(['inspect', '--online', '--base', base, '--json'], { input: stripe.value })
    expect([answer.code, codeIn(answer)]).toEqual([2, 'usage'])
    expect(server.asked).toEqual([])
  })
})

describe('inspect --online', () => {
  it('says what the provider said, and keeps nothing', async () => {
    server.answers = answers(['read_repository'])
    const answer = await bulkhead(['inspect', '--online', '--base', base, '--json'], { input: token.value })
    expect(answer).toMatchObject({ code: 0, stderr: '' })
    const { inspection } = answer.json() as unknown as { inspection: { reach: { evidence: object[] } } }
    expect(inspection).toMatchObject({
      provider: 'gitlab',
      verdict: 'scoped',
      expiresAt: '2099-01-01T00:00:00.000Z',
      reach: {
        breadth: 'resource',
        access: 'read',
        scopes: ['read_repository'],
        resources: [{ kind: 'project', name: 'acme/web' }],
      },
    })
    expect(inspection.reach.evidence).toContainEqual(
      expect.objectContaining({
        source: 'introspection',
        says: `localhost:${server.port} knows it as project_7_bot_1`,
      }),
    )
    assertNoCanary([token], 'what it printed', answer.stdout + answer.stderr)
    expect((await bulkhead(['list', '--json'])).json()).toEqual({ v: 1, tokens: [] })
  })

  it('shows a person the same', async () => {
    const { stdout } = await bulkhead(['inspect', '--online', '--base', base], { input: token.value })
    expect(stdout).toContain('project_7_bot_1')
  })

  it('sends nothing to a server whose certificate it does not know, also when the environment says not to look', async () => {
    const { code, stderr } = await trustless(['inspect', '--online', '--base', base], {
      input: token.value,
      env: { NODE_TLS_REJECT_UNAUTHORIZED: '0' },
    })
    expect(code).toBe(0)
    expect(stderr).toContain('told nothing about this secret: it gave no connection')
    expect(server.asked).toEqual([])
  })

  it('says of a token of nobody that nobody was asked', async () => {
    const { code, stderr } = await bulkhead(['inspect', '--online'], { input: unknown.value })
    expect({ code, stderr }).toEqual({
      code: 0,
      stderr: 'bulkhead: nobody was asked about this secret: its provider is not known\n',
    })
  })

  it('says that a proxy is not used', async () => {
    const { stderr } = await bulkhead(['inspect', '--online'], {
      input: unknown.value,
      env: { HTTPS_PROXY: 'http://127.0.0.1:9' },
    })
    expect(stderr).toContain('a proxy is not used')
  })
})

describe('check --online', () => {
  beforeAll(async () => {
    for (const [name, { value }] of [
      ['lab', token],
      ['billing', stripe],
    ] as const) {
      await bulkhead(['add', name, '--domain', 'project:web'], { input: value })
    }
  })

  it('refuses a base URL for tokens of several providers', async () => {
    const answer = await bulkhead(['check', '--online', '--base', base, '--json'])
    expect([answer.code, codeIn(answer)]).toEqual([2, 'usage'])
    expect(server.asked).toEqual([])
  })

  it('reads the token by its provider’s word, and so does check without it, later', async () => {
    server.answers = answers(['read_repository'])
    const asked = await bulkhead(['check', 'lab', '--online', '--base', base, '--json'])
    expect(asked.code).toBe(0)
    const expected = [
      { name: 'lab', verdict: 'scoped', expiresAt: '2099-01-01T00:00:00.000Z', reach: { breadth: 'resource' } },
    ]
    expect(asked.json().tokens).toMatchObject(expected)
    expect((await bulkhead(['check', 'lab', '--reread', '--json'])).json().tokens).toMatchObject(expected)
  })

  it('exits with 3 when that word makes it god-level', async () => {
    server.answers = { ...answers(['api']), '/api/v4/user': { body: { username: 'ada' } } }
    const { code, stderr } = await bulkhead(['check', 'lab', '--online', '--base', base])
    expect(code).toBe(3)
    expect(stderr).toContain('god-level: 1 of 1 token')
  })

  it('says that a token is not accepted, and exits with 0', async () => {
    server.answers = { '/api/v4/personal_access_tokens/self': { status: 401 } }
    const { code, stderr } = await bulkhead(['check', 'lab', '--online', '--base', base])
    expect(code).toBe(0)
    expect(stderr).toContain('the provider does not accept it: revoked, expired or wrong')
  })

  it('is in the audit trail with host and status, and no secret is anywhere', async () => {
    const audit = await bulkhead(['audit', 'list', '--json'])
    expect(audit.json().events).toContainEqual(
      expect.objectContaining({
        action: 'introspect',
        request: { method: 'GET', host: `localhost:${server.port}`, status: 401 },
      }),
    )
    assertNoCanary([token, stripe], 'the audit trail', audit.stdout)
    assertNoCanaryInFiles([token, stripe], String(keyring.env.BULKHEAD_HOME ?? keyring.home))
  })
})
