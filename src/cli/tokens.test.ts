/**
 * The life of a token on the command line, as JSON for programs and as words for people.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { newCanary } from '../../e2e/canaries.ts'
import { type Keyring, openKeyring } from '../../e2e/keyring.ts'
import { type Bulkhead, cliIn, type Run } from './testing/run-cli.ts'

const stripe = newCanary('a live Stripe key', 'sk_live_', 40)
const unknown = newCanary('a token of nobody')

const TIME = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/)

let keyring: Keyring
let bulkhead: Bulkhead

beforeAll(async () => {
  keyring = await openKeyring()
  bulkhead = await cliIn(keyring.env)
})

afterAll(() => keyring.close())

const tokenIn = (answer: Run): Record<string, unknown> => answer.json().token as Record<string, unknown>

const namesIn = (answer: Run): string[] => (answer.json().tokens as { name: string }[]).map(({ name }) => name)

describe('before the first token', () => {
  it('list says what to do, on stderr, and is no error', async () => {
    const { code, stdout, stderr } = await bulkhead(['list'])
    expect({ code, stdout }).toEqual({ code: 0, stdout: '' })
    expect(stderr).toBe('bulkhead: no tokens to list\nhint: keep one: bulkhead add NAME --domain project:NAME\n')
  })

  it('list --json is an empty list', async () => {
    expect((await bulkhead(['list', '--json'])).json()).toEqual({ v: 1, tokens: [] })
  })
})

describe('a token', () => {
  it('is added with what its provider is known for', async () => {
    const { code, stdout, stderr, json } = await bulkhead(['add', 'billing', '--domain', 'service:billing', '--json'], {
      input: stripe.value,
    })
    expect(code).toBe(0)
    expect(stdout).toMatch(/^\{.*\}\n$/)
    expect(stderr).toContain('bulkhead bind billing')
    expect(json()).toEqual({
      v: 1,
      token: {
        id: expect.stringMatching(/^tok_[0-9A-HJKMNP-TV-Z]{26}$/),
        name: 'billing',
        provider: 'stripe',
        kind: expect.any(String),
        status: 'active',
        domain: { kind: 'service', name: 'billing' },
        destinations: expect.arrayContaining(['api.stripe.com']),
        env: expect.stringMatching(/^STRIPE_/),
        createdAt: TIME,
        expiresAt: null,
        rotatedAt: null,
        lastUsedAt: null,
        reach: {
          breadth: 'account',
          access: expect.stringMatching(/^(write|admin)$/),
          resources: [],
          scopes: [],
          evidence: expect.arrayContaining([{ source: 'format', says: expect.any(String), at: TIME }]),
        },
        excess: expect.any(Array),
        findings: expect.arrayContaining([
          {
            rule: expect.stringMatching(/^BH\d{3}$/),
            severity: 'god',
            title: expect.any(String),
            why: expect.any(String),
            remedy: { text: expect.any(String), url: expect.stringMatching(/^https:\/\//) },
          },
        ]),
        verdict: 'god',
      },
    })
  })

  it('takes what is said of it', async () => {
    const said = ['--to', 'https://API.Example.com:443/v1/**', '--to', 'GET,HEAD localhost:8443 via X-Api-Key']
    const more = ['--env', 'MY_TOKEN', '--scope', 'read', '--resource', 'bucket:photos', '--expires', '2099-01-31']
    const added = await bulkhead(['add', 'own', '--domain', 'project:web', ...said, ...more, '--json'], {
      input: unknown.value,
    })
    expect(tokenIn(added)).toMatchObject({
      provider: null,
      kind: null,
      destinations: ['api.example.com/v1/**', 'GET,HEAD localhost:8443 via X-Api-Key'],
      env: 'MY_TOKEN',
      expiresAt: '2099-01-31T23:59:59.999Z',
      reach: { resources: [{ kind: 'bucket', name: 'photos' }], scopes: ['read'] },
    })
  })

  it('is listed by domain, by god-level, and by what a project binds', async () => {
    expect(namesIn(await bulkhead(['list', '--json']))).toEqual(['billing', 'own'])
    expect(namesIn(await bulkhead(['list', '--domain', 'project:web', '--json']))).toEqual(['own'])
    expect(namesIn(await bulkhead(['list', '--god', '--json']))).toEqual(['billing'])
    expect(namesIn(await bulkhead(['list', '--project', keyring.home, '--json']))).toEqual([])
  })

  it('is listed for people with its verdict as a shape and a word, and no colour in a pipe', async () => {
    const { stdout, stderr } = await bulkhead(['list'])
    expect(stdout.split('\n')[0]).toMatch(/^NAME +VERDICT +PROVIDER +DOMAIN +VARIABLE +EXPIRES +LAST USED$/)
    expect(stdout).toMatch(/^billing +◆ god +stripe +service:billing +STRIPE_/m)
    expect(stdout).not.toContain('\x1b')
    expect(stderr).toBe('bulkhead: god-level: 1 of 2 tokens\nhint: bulkhead show billing says why and what to do\n')
  })

  it('is shown with domain and reach on the two sides of the wall', async () => {
    const { stdout } = await bulkhead(['show', 'billing'])
    const lines = stdout.split('\n')
    expect(lines[0]).toBe('◆ god  billing')
    expect(lines[2]).toBe('decided by BH002: Is a master key')
    expect(stdout).toMatch(/^domain: where it may go +│ reach: what it can do$/m)
    expect(stdout).toMatch(/^service:billing +│ a whole account$/m)
    expect(stdout).toMatch(/^◆ god BH\d{3} {2}/m)
    expect(stdout).toMatch(/^ {4}https:\/\//m)
  })

  it('is edited in what is named, and stays as it was in the rest', async () => {
    const before = tokenIn(await bulkhead(['show', 'own', '--json']))
    const args = ['edit', 'own', '--rename', 'mine', '--no-expires', '--no-env', '--to', 'b.example.com']
    const after = tokenIn(await bulkhead([...args, '--json']))
    expect(after).toMatchObject({
      id: before.id,
      name: 'mine',
      expiresAt: null,
      env: null,
      destinations: ['b.example.com'],
    })
    expect(after).toMatchObject({ domain: before.domain, createdAt: before.createdAt })
    expect((await bulkhead(['show', 'own'])).code).toBe(4)
  })

  it('gets one more destination, and keeps those it has', async () => {
    const more = (...to: string[]) => bulkhead(['edit', 'mine', ...to.flatMap((each) => ['--add-to', each]), '--json'])
    expect((await more('c.example.com', '*')).code).toBe(3)
    expect(tokenIn(await more('C.example.com')).destinations).toEqual(['b.example.com', 'c.example.com'])
    expect(tokenIn(await more('c.example.com', 'b.example.com')).destinations).toEqual([
      'b.example.com',
      'c.example.com',
    ])
  })

  it('is quarantined and released', async () => {
    expect(tokenIn(await bulkhead(['quarantine', 'mine', '--json'])).status).toBe('quarantined')
    expect((await bulkhead(['list'])).stdout).toContain('mine (quarantined)')
    expect(tokenIn(await bulkhead(['release', 'mine', '--json'])).status).toBe('active')
  })

  it('is rotated: a new secret under the old name and id', async () => {
    const fresh = newCanary('a fresh token')
    const before = tokenIn(await bulkhead(['show', 'mine', '--json']))
    const after = tokenIn(await bulkhead(['rotate', 'mine', '--json'], { input: `${fresh.value}\n` }))
    expect(after).toMatchObject({ id: before.id, name: 'mine', rotatedAt: TIME })
    expect((await bulkhead(['reveal', 'mine', '--yes'])).stdout === `${fresh.value}\n`).toBe(true)
  })

  it('is checked: exit 3 for a god-level one, 0 for others', async () => {
    const all = await bulkhead(['check', '--json'])
    expect(all.code).toBe(3)
    expect(namesIn(all)).toEqual(['billing', 'mine'])
    const one = await bulkhead(['check', 'mine', '--json'])
    expect({ code: one.code, names: namesIn(one) }).toEqual({ code: 0, names: ['mine'] })
  })

  it('is removed after a yes', async () => {
    expect((await bulkhead(['rm', 'mine', '--yes', '--json'])).json()).toEqual({ v: 1, ok: true })
    expect((await bulkhead(['reveal', 'mine', '--yes'])).code).toBe(4)
    expect(namesIn(await bulkhead(['list', '--json']))).toEqual(['billing'])
  })
})

describe('a secret that is inspected', () => {
  it('is told from others, and nothing is stored', async () => {
    const { code, json } = await bulkhead(['inspect', '--json'], { input: stripe.value })
    expect(code).toBe(0)
    expect(json()).toMatchObject({
      v: 1,
      inspection: {
        provider: 'stripe',
        kind: expect.any(String),
        checksum: 'none',
        verdict: 'god',
        destinations: expect.arrayContaining(['api.stripe.com']),
        env: expect.any(String),
        name: expect.any(String),
        reach: { breadth: 'account' },
        findings: expect.any(Array),
      },
    })
    expect(namesIn(await bulkhead(['list', '--json']))).toEqual(['billing'])
  })

  it('of no known kind is unknown, never safe', async () => {
    const { json } = await bulkhead(['inspect', '--json'], { input: unknown.value })
    expect(json().inspection).toMatchObject({ provider: null, kind: null, checksum: 'none', verdict: 'unknown' })
  })
})

describe('the record', () => {
  it('has a row for each thing done, in a chain that verifies', async () => {
    const events = (await bulkhead(['audit', '--json'])).json().events as { action: string }[]
    expect(events.map(({ action }) => action)).toEqual(
      expect.arrayContaining(['add', 'edit', 'quarantine', 'release', 'rotate', 'reveal', 'rm']),
    )
    const verified = await bulkhead(['audit', 'verify', '--json'])
    expect(verified.code).toBe(0)
    expect(verified.json().verification).toMatchObject({ ok: true, rows: events.length, firstBad: null })
  })

  it('is exported as one object a line', async () => {
    const lines = (await bulkhead(['audit', 'export'])).stdout.trimEnd().split('\n')
    expect(lines.map((line) => JSON.parse(line).seq)).toEqual(lines.map((_, index) => index + 1))
  })
})

describe('the doctor', () => {
  it('finds nothing wrong', async () => {
    const { code, json } = await bulkhead(['doctor', '--json'])
    expect(code).toBe(0)
    for (const check of json().checks as object[]) {
      expect(check).toEqual({ id: expect.any(String), ok: true, message: expect.any(String), hint: null })
    }
  })
})
