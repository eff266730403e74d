import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { identify } from '../core/identify/identify.ts'
import { PROVIDERS } from '../core/providers/providers.ts'
import { type AskedAbout, askAbout } from '../core/reach/ask-about.ts'
import { parseBaseUrl } from '../core/reach/base-url.ts'
import { inspectOnline } from '../core/reach/inspect-online.ts'
import { providerFetch } from './ask-provider.ts'
import { type ProviderServer, type Reply, startProviderServer } from './testdata/provider-server.ts'

const CANARY = `ghp_${'CanaryOfNoWorth0123456789'.repeat(2).slice(0, 36)}`
const NOW = new Date('2026-11-24T12:00:00.000Z')
/** Longer than a test may take: where it runs out, the test fails. */
const PATIENCE = { stepMs: 300_000, allMs: 300_000 }
const HASTE = { ...PATIENCE, stepMs: 400 }

let server: ProviderServer
beforeAll(async () => {
  server = await startProviderServer(['api.github.com', 'gitlab.com'])
})
afterEach(() => {
  server.answers = {}
  server.asked.length = 0
  server.headers.length = 0
})
afterAll(() => server[Symbol.asyncDispose]())

/** Asks about a secret, with the test's server in the provider's place. */
const ask = (text: string): Promise<AskedAbout> =>
  askAbout(
    text,
    identify(text, PROVIDERS),
    [],
    {
      fetchAt: (base) => providerFetch(base, undefined, server),
      given: null,
      patience: PATIENCE,
    },
    NOW,
  )

/** Looks at a secret as `inspect --online` does. */
const look = (text: string, patience = PATIENCE) =>
  inspectOnline(text, PROVIDERS, NOW, {
    fetchAt: (base) => providerFetch(base, undefined, server),
    given: null,
    patience,
  })

const user = (more: Reply = {}): Record<string, Reply> => ({
  '/user': { headers: { 'x-oauth-scopes': 'read:user' }, body: { login: 'octocat' }, ...more },
})

describe('an answer that is hostile', () => {
  const hostile: [string, Reply, string][] = [
    ['is huge', (_, response) => response.end(`{"login":"${'x'.repeat(2_000_000)}"}`), 'an answer longer than 256 kB'],
    [
      'never ends',
      (_, response) => {
        const more = setInterval(() => response.write(' '.repeat(100)), 20)
        response.on('close', () => clearInterval(more))
      },
      'no answer in time',
    ],
    ['never begins', () => undefined, 'no answer in time'],
    [
      'sends its headers slowly',
      (request) => void request.socket.write('HTTP/1.1 200 OK\r\nX-Slow: '),
      'no answer in time',
    ],
    [
      'is shorter than it says',
      (request) => void request.socket.end('HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n{"login":"octocat"}'),
      'half an answer',
    ],
    ['is no HTTP', (request) => void request.socket.end('SSH-2.0-OpenSSH_9.9\r\n'), 'no connection'],
    [
      'has too many headers',
      (request) => void request.socket.end(`HTTP/1.1 200 OK\r\n${`X-A: ${'y'.repeat(1000)}\r\n`.repeat(60)}\r\n{}`),
      'no connection',
    ],
    ['is packed', { headers: { 'content-encoding': 'gzip' }, body: { login: 'octocat' } }, 'an answer that is packed'],
    ['leads elsewhere', { status: 302, headers: { location: 'https://evil.example/' } }, 'status 302'],
    ['leads elsewhere for good', { status: 308, headers: { location: '/user2' } }, 'status 308'],
    ['is an error of the server', { status: 500, body: { login: 'octocat' } }, 'status 500'],
    [
      'is of a status that nobody knows',
      (request) => void request.socket.end('HTTP/1.1 799 Odd\r\nContent-Length: 0\r\n\r\n'),
      'no connection',
    ],
    ['asks to wait', { status: 429, headers: { 'retry-after': '3600' } }, 'status 429'],
    ['is HTML', (_, response) => response.end('<!doctype html><title>sign in</title>'), 'an answer that is no JSON'],
    ['is empty', (_, response) => response.end(), 'an answer that is no JSON'],
    ['is no text', (_, response) => response.end(Buffer.from([0xff, 0xfe, 0x7b, 0x00])), 'an answer that is no JSON'],
    [
      'is very deep',
      (_, response) => response.end(`${'['.repeat(100_000)}${']'.repeat(100_000)}`),
      'an answer of another shape',
    ],
    ['is of another shape', { body: ['octocat'] }, 'an answer of another shape'],
    ['has wrong types', { body: { login: { name: 'octocat' } } }, 'an answer of another shape'],
    ['is null', { body: null }, 'an answer of another shape'],
    [
      'hides its facts in a prototype',
      (_, response) => response.end('{"__proto__":{"login":"octocat"}}'),
      'an answer of another shape',
    ],
  ]

  it.each(hostile)('and %s is said and passed over', async (_, reply, oddity) => {
    server.answers = { '/user': reply }
    const { inspection, told } = await look(CANARY, oddity === 'no answer in time' ? HASTE : PATIENCE)
    expect(told?.outcome).toBe('silent')
    expect(told?.says.join(' ')).toContain(oddity)
    expect(['unknown', 'god', 'wide']).toContain(inspection.verdict)
    expect(({} as { login?: string }).login).toBeUndefined()
  })

  it('is given up after the time for all questions', async () => {
    server.answers = { '/user': () => undefined }
    const { told } = await look(CANARY, { ...PATIENCE, allMs: 400 })
    expect(told?.says.join(' ')).toContain('no answer in time')
  })

  it.each([
    ['as it is', CANARY],
    ['in base64', Buffer.from(CANARY).toString('base64')],
    ['in base64 after a character', Buffer.from(`x${CANARY}`).toString('base64')],
    ['in base64 after two', Buffer.from(`xy${CANARY}`).toString('base64')],
    ['in hex', Buffer.from(CANARY).toString('hex')],
    ['in capitals', CANARY.toUpperCase()],
    ['backwards', [...CANARY].reverse().join('')],
    ['with blanks between', [...CANARY].join(' ')],
    ['with zero-width characters between', [...CANARY].join('\u200b')],
    ['in half', `the token ${CANARY.slice(4, 24)} and so on`],
  ])('and repeats the token %s does not get it into the evidence', async (_, repeated) => {
    server.answers = user({
      headers: { 'x-oauth-scopes': `repo, ${repeated.replaceAll(/[ \u200b]/g, '')}` },
      body: { login: repeated },
    })
    const { inspection, told } = await look(CANARY)
    expect(told?.account).toBe('(withheld: it repeats the token)')
    expect(told?.scopes).toContain('(withheld: it repeats the token)')
    const text = JSON.stringify({ inspection, told })
    for (const part of [CANARY.slice(4), repeated]) expect(text).not.toContain(part)
  })

  it('and holds control characters is shown as one plain, short line', async () => {
    server.answers = user({ body: { login: `a\u001b[2Jb\n\u202eevil\u0007${'c'.repeat(5_000)}` } })
    const { told } = await ask(CANARY)
    expect(told?.account).toMatch(/^a \[2Jb evil c{100,300}…$/)
  })

  it('and names more scopes than are read is never called complete', async () => {
    const many = Array.from({ length: 900 }, (_, index) => `scope-${index}`).join(',')
    server.answers = user({ headers: { 'x-oauth-scopes': many } })
    const { told } = await ask(CANARY)
    expect(told).toMatchObject({ partial: true })
    expect(told?.scopes).toHaveLength(500)
  })
})

describe('a refusal', () => {
  it.each([401, 403])('by status %i says that the token is not accepted, and leaves nothing narrow', async (status) => {
    server.answers = { '/user': { status, body: { message: 'Bad credentials' } } }
    const { inspection, told } = await look(CANARY)
    expect(told).toMatchObject({
      outcome: 'refused',
      says: ['the provider does not accept it: revoked, expired or wrong'],
    })
    expect(inspection.verdict).not.toBe('scoped')
    expect(inspection.reach.evidence).toContainEqual({
      source: 'introspection',
      says: 'the provider does not accept it: revoked, expired or wrong',
      at: NOW.toISOString(),
    })
  })
})

describe('the way to a provider', () => {
  const base = { url: new URL('https://api.github.com'), isOwn: false }
  const resolving = (address: string) => async () => [{ address, family: address.includes(':') ? 6 : 4 }]

  it.each(['POST', 'PUT', 'PATCH', 'DELETE', 'TRACE', 'CONNECT'])('refuses %s', async (method) => {
    await expect(providerFetch(base)('https://api.github.com/user', { method })).rejects.toThrow('GET or HEAD')
  })

  it.each([
    'https://evil.example/user',
    'https://api.github.com.evil.example/user',
    'https://api.github.com:8443/user',
    'http://api.github.com/user',
    'https://api.github.com@evil.example/user',
  ])('refuses %s', async (url) => {
    await expect(providerFetch(base)(url)).rejects.toThrow('its own place only')
  })

  it.each([
    '127.0.0.1',
    '10.0.0.1',
    '192.168.1.1',
    '169.254.169.254',
    '100.64.0.1',
    '0.0.0.0',
    '::1',
    '::ffff:10.0.0.1',
    'fd00:ec2::254',
  ])('refuses a provider whose name has the address %s', async (address) => {
    await expect(providerFetch(base, resolving(address))('https://api.github.com/user')).rejects.toThrow(/address/)
  })

  it('refuses a name of which one address is an inner one', async () => {
    const both = async () => [
      { address: '140.82.121.6', family: 4 },
      { address: '10.0.0.1', family: 4 },
    ]
    await expect(providerFetch(base, both)('https://api.github.com/user')).rejects.toThrow('private address')
  })

  it.each(['169.254.169.254', 'fd00:ec2::254', '100.100.100.200', '224.0.0.1'])(
    'refuses %s also for a host that the user wrote',
    async (address) => {
      const own = { url: new URL('https://git.example.com'), isOwn: true }
      await expect(providerFetch(own, resolving(address))('https://git.example.com/user')).rejects.toThrow(/address/)
    },
  )

  it('refuses a literal metadata address without a lookup', async () => {
    const own = { url: new URL('https://169.254.169.254'), isOwn: true }
    await expect(providerFetch(own)('https://169.254.169.254/')).rejects.toThrow('metadata address')
  })

  it('refuses http to what only calls itself this machine', async () => {
    const own = { url: new URL('http://localhost:8080'), isOwn: true }
    await expect(providerFetch(own, resolving('10.0.0.1'))('http://localhost:8080/')).rejects.toThrow(
      'this machine only',
    )
  })

  it('trusts no certificate that it does not know, whatever the environment says', async () => {
    const own = { url: new URL(`https://localhost:${server.port}`), isOwn: true }
    vi.stubEnv('NODE_TLS_REJECT_UNAUTHORIZED', '0')
    await expect(providerFetch(own)(`https://localhost:${server.port}/user`)).rejects.toThrow(/self-signed/)
    vi.unstubAllEnvs()
    expect(server.asked).toEqual([])
  })

  it('trusts no certificate of another name', async () => {
    const other = { url: new URL('https://api.stripe.com'), isOwn: false }
    await expect(providerFetch(other, undefined, server)('https://api.stripe.com/v1/balance')).rejects.toThrow(
      /altnames/,
    )
    expect(server.asked).toEqual([])
  })

  it('asks a server that the user wrote at its own address', async () => {
    server.answers = { '/api/v3/user': { headers: { 'x-oauth-scopes': '' }, body: { login: 'octocat' } } }
    const given = parseBaseUrl(`https://localhost:${server.port}`)
    const { told } = await askAbout(
      CANARY,
      identify(CANARY, PROVIDERS),
      [],
      { fetchAt: (own) => providerFetch(own, undefined, server), given, patience: PATIENCE },
      NOW,
    )
    expect(told).toMatchObject({ outcome: 'told', host: `localhost:${server.port}`, account: 'octocat', scopes: [] })
    expect(server.headers[0]).toMatchObject({ authorization: `Bearer ${CANARY}`, 'accept-encoding': 'identity' })
  })
})
