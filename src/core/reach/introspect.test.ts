import { describe, expect, it } from 'vitest'
import type { Fetch } from '../ports.ts'
import type { Introspection, Step, Told } from '../token/introspection.ts'
import { introspect } from './introspect.ts'

const NOW = new Date('2026-11-24T12:00:00.000Z')

const step = (path: string, told: Told, more: Partial<Step> = {}): Step => ({ path, read: () => told, ...more })

const asking = (steps: readonly Step[], more: Partial<Introspection> = {}): Introspection => ({
  id: 'globex',
  base: 'https://api.globex.example',
  carriage: { kind: 'bearer' },
  steps,
  source: 'https://globex.example',
  ...more,
})

/** Answers statuses by path, 200 for all else, and notes what was asked. */
function provider(statuses: Readonly<Record<string, number>> = {}): {
  fetch: Fetch
  asked: string[]
  sent: RequestInit[]
} {
  const asked: string[] = []
  const sent: RequestInit[] = []
  return {
    asked,
    sent,
    fetch: async (input, init = {}) => {
      asked.push(String(input))
      sent.push(init)
      return new Response('{}', { status: statuses[new URL(String(input)).pathname] ?? 200 })
    },
  }
}

const ask = (
  introspection: Introspection,
  fetch: Fetch,
  base = 'https://api.globex.example',
  text = 'CANARY-of-no-worth',
) => introspect({ introspection, asked: { kind: null, text }, base: new URL(base), fetch, now: NOW })

describe('asking', () => {
  it('never follows a redirect, and says how it is asked in every request', async () => {
    const { fetch, sent } = provider()
    await ask(asking([step('/me', { account: 'ada' })]), fetch)
    expect(sent).toMatchObject([
      {
        method: 'GET',
        redirect: 'manual',
        headers: { authorization: 'Bearer CANARY-of-no-worth', 'accept-encoding': 'identity' },
      },
    ])
  })

  it.each([
    [{ kind: 'header', header: 'X-Key' }, { 'X-Key': 'CANARY-of-no-worth' }],
    [{ kind: 'header', header: 'Authorization', scheme: 'Bot' }, { Authorization: 'Bot CANARY-of-no-worth' }],
    [
      { kind: 'header', header: 'Authorization', scheme: 'Token token=' },
      { Authorization: 'Token token=CANARY-of-no-worth' },
    ],
    [{ kind: 'basic' }, { authorization: `Basic ${btoa('CANARY-of-no-worth:')}` }],
    [{ kind: 'basic', user: 'api' }, { authorization: `Basic ${btoa('api:CANARY-of-no-worth')}` }],
    [{ kind: 'basic-pair' }, { authorization: `Basic ${btoa('CANARY-of-no-worth')}` }],
  ] as const)('carries the token as %j', async (carriage, headers) => {
    const { fetch, sent } = provider()
    await ask(asking([step('/me', { account: 'ada' })], { carriage }), fetch)
    expect(sent).toMatchObject([{ headers }])
  })

  it('puts a token into a path, and one that would change the path into none', async () => {
    const telegram = asking([step('/bot{token}/getMe', { account: 'ada' })], { carriage: { kind: 'path' } })
    const { fetch, asked } = provider()
    await ask(telegram, fetch, 'https://api.globex.example', '123:AA_b-c')
    for (const text of ['../x', 'a/b', 'a?b', 'a#b', 'a%2fb', 'a\\b']) {
      expect((await ask(telegram, fetch, 'https://api.globex.example', text)).told.outcome).toBe('silent')
    }
    expect(asked).toEqual(['https://api.globex.example/bot123:AA_b-c/getMe'])
  })

  it('asks below the path of a base URL', async () => {
    const { fetch, asked } = provider()
    await ask(asking([step('/me', { account: 'ada' })]), fetch, 'https://git.example.com:8443/own/')
    expect(asked).toEqual(['https://git.example.com:8443/own/me'])
  })

  it('joins what several answers tell, the later word in place of the earlier', async () => {
    const steps = [
      step('/a', {
        account: 'ada',
        scopes: ['read'],
        access: 'read',
        next: [step('/c', { scopes: ['read', 'write'], access: 'write' })],
      }),
      step('/b', { breadth: 'resource', resources: [{ kind: 'site', name: 'web' }] }),
    ]
    const { fetch, asked } = provider()
    expect((await ask(asking(steps), fetch)).told).toEqual({
      at: NOW.toISOString(),
      host: 'api.globex.example',
      outcome: 'told',
      partial: false,
      account: 'ada',
      scopes: ['read', 'write'],
      resources: [{ kind: 'site', name: 'web' }],
      breadth: 'resource',
      access: 'write',
      expiresAt: null,
      says: [],
    })
    expect(asked.map((url) => new URL(url).pathname)).toEqual(['/a', '/b', '/c'])
  })

  it('does not take what is named for all that there is', async () => {
    const { told } = await ask(asking([step('/a', { resources: [{ kind: 'site', name: 'web' }] })]), provider().fetch)
    expect(told.breadth).toBe('unknown')
  })

  it.each([401, 403])('is over when the first answer is %i', async (status) => {
    const { fetch, asked } = provider({ '/a': status })
    const { told, requests } = await ask(
      asking([step('/a', { account: 'ada' }), step('/b', { access: 'read' })]),
      fetch,
    )
    expect(told).toMatchObject({ outcome: 'refused', account: null, access: null })
    expect(requests).toEqual([{ method: 'GET', host: 'api.globex.example', status }])
    expect(asked).toHaveLength(1)
  })

  it('goes on when the first answer only denies one thing', async () => {
    const steps = [
      step('/a', {}, { denied: { says: ['it may not a'] }, denies: [403] }),
      step('/b', { access: 'read' }),
    ]
    expect((await ask(asking(steps), provider({ '/a': 403 }).fetch)).told).toMatchObject({
      outcome: 'told',
      access: 'read',
      says: ['it may not a'],
    })
    expect((await ask(asking(steps), provider({ '/a': 401 }).fetch)).told).toMatchObject({
      outcome: 'refused',
      access: null,
    })
  })

  it.each([301, 404, 418, 429, 500, 503])(
    'goes on after an odd %i, and says that a part is missing',
    async (status) => {
      const { told } = await ask(
        asking([step('/a', { account: 'ada' }), step('/b', { access: 'read' })]),
        provider({ '/a': status }).fetch,
      )
      expect(told).toMatchObject({ outcome: 'told', partial: true, access: 'read' })
      expect(told.says).toEqual([`it gave status ${status} to the question /a: what that would tell is not known`])
    },
  )

  it('is over when a token is dead, and knows nothing more', async () => {
    const { fetch, asked } = provider()
    const { told } = await ask(asking([step('/a', { dead: 'is revoked' }), step('/b', { access: 'read' })]), fetch)
    expect(told).toMatchObject({ outcome: 'dead', says: ['it is revoked'] })
    expect(asked).toHaveLength(1)
  })

  it('asks 30 questions at most, also when every answer leads to another', async () => {
    const endless = (count: number): Step => ({
      path: `/${count}`,
      read: () => ({ access: 'read', next: [endless(count + 1), endless(count + 2)] }),
    })
    const { fetch, asked } = provider()
    const { told } = await ask(asking([endless(0)]), fetch)
    expect(asked).toHaveLength(30)
    expect(told.partial).toBe(true)
  })

  it('survives a reader that throws and a way that does', async () => {
    const broken = step(
      '/a',
      {},
      {
        read: () => {
          throw new RangeError('deep')
        },
      },
    )
    expect((await ask(asking([broken]), provider().fetch)).told).toMatchObject({ outcome: 'silent', partial: true })
    const unreachable: Fetch = async () => {
      throw new TypeError('no route')
    }
    const { told, requests } = await ask(asking([broken, broken]), unreachable)
    expect(told.outcome).toBe('silent')
    expect(requests).toEqual([{ method: 'GET', host: 'api.globex.example', status: null }])
  })
})
