import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { assertNoCanary, newCanary } from '../../e2e/canaries.ts'
import type { Blocked } from './session.ts'
import { openBrokerWorld, type TestWorld } from './testing/broker-world.ts'
import { codeOf } from './testing/one-token-world.ts'

const long = newCanary('the secret of long', 'sk-', 60)
const short = newCanary('the secret of short', 'sk-', 30)
const LONG = 'sk-PLACEHOLDER-of-long'
const SHORT = 'sk-PLACEHOLDER-of-short-that-is-longer-than-the-secret'
let blocked: Blocked | null = null
let world: TestWorld

beforeAll(async () => {
  const to = ['api.example.com:PORT']
  const tokens = [
    { name: 'long', secret: long.value, placeholder: LONG, to },
    { name: 'short', secret: short.value, placeholder: SHORT, to, blocked: () => blocked },
  ]
  world = await openBrokerWorld(tokens)
})
afterAll(async () => {
  assertNoCanary([long, short], 'the record', world.told())
  await world.close()
})
beforeEach(async () => {
  blocked = null
  await world.drop()
  world.serve = null
  world.got.length = 0
  world.exchanges.length = 0
})

const ask = (placeholder: string): Promise<string> =>
  world.ask(
    'api.example.com',
    `GET / HTTP/1.1\r\nHost: api.example.com:${world.port}\r\nAuthorization: Bearer ${placeholder}\r\nConnection: close\r\n\r\n`,
  )

const CASES = [
  ['a longer placeholder', SHORT, short],
  ['a shorter placeholder', LONG, long],
] as const

describe.each(CASES)('an answer that repeats a secret, with %s', (_what, placeholder, secret) => {
  it('is whole and right by length', async () => {
    world.answer = (_request, response) => {
      const text = `<${secret.value}><${secret.value}>`
      response.writeHead(200, { 'Content-Type': 'text/plain', 'Content-Length': text.length }).end(text)
    }
    const answer = await ask(placeholder)
    const body = `<${placeholder}><${placeholder}>`
    expect(answer.endsWith(`\r\n\r\n${body}`)).toBe(true)
    expect(answer).toMatch(new RegExp(`content-length: ${body.length}\r\n`, 'i'))
    expect(world.exchanges).toMatchObject([{ isReflected: true, decision: 'allowed' }])
  })

  it('is found across every border of two chunks', async () => {
    for (let at = 1; at < secret.value.length; at += 4) {
      world.answer = (_request, response) => {
        response.writeHead(200, { 'Content-Type': 'text/event-stream' })
        response.write(`data: ${secret.value.slice(0, at)}`)
        setTimeout(() => response.end(`${secret.value.slice(at)}\n\n`), 5)
      }
      const answer = await ask(placeholder)
      assertNoCanary([secret], 'the answer', answer)
      expect(answer).toContain(placeholder.slice(-8))
      expect(answer).toMatch(/\r\n0\r\n\r\n$/)
    }
  })

  it('is looked through in a long body, in its status line and without a type', async () => {
    world.serve = (socket) => {
      const body = `${'x'.repeat(100_000)}${secret.value}${'y'.repeat(100_000)}`
      socket.once('data', () =>
        socket.end(`HTTP/1.1 400 bad ${secret.value}\r\nContent-Length: ${body.length}\r\n\r\n${body}`),
      )
    }
    const answer = await ask(placeholder)
    assertNoCanary([secret], 'the answer', answer)
    expect(answer).toContain(`bad ${placeholder}`)
    expect(answer).toMatch(/\r\n0\r\n\r\n$/)
  })
})

describe('two tokens of one host', () => {
  it('each go by their own placeholder', async () => {
    await ask(LONG)
    await ask(SHORT)
    expect(world.got.map(({ headers }) => headers.authorization)).toHaveLength(2)
    expect(world.got[0]?.headers.authorization === `Bearer ${long.value}`).toBe(true)
    expect(world.got[1]?.headers.authorization === `Bearer ${short.value}`).toBe(true)
  })

  it.each(['token-expired', 'token-quarantined'] as const)(
    'and one that is blocked is refused alone: %s',
    async (why) => {
      blocked = { code: why, reason: 'short may not be used', hint: 'use another' }
      const before = world.connections()
      const answer = await ask(SHORT)
      expect(codeOf(answer)).toBe(why)
      expect(answer).toContain('short may not be used; this was ')
      expect(world.connections()).toBe(before)
      expect(await ask(LONG)).toMatch(/^HTTP\/1\.1 200 /)
    },
  )
})

describe('what an answer asks the client to do', () => {
  it.each([301, 302, 303, 307, 308, 401, 407])('is the client’s to do: %d', async (status) => {
    const fields = {
      Location: 'https://evil.example/',
      Refresh: '0; url=https://evil.example/',
      'Alt-Svc': 'h2=":443"',
      'WWW-Authenticate': 'Basic realm="other"',
    }
    world.answer = (_request, response) => void response.writeHead(status, fields).end()
    const answer = await ask(LONG)
    expect(answer).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `))
    for (const [name, value] of Object.entries(fields))
      expect(answer.toLowerCase()).toContain(`${name}: ${value}`.toLowerCase())
    expect(world.got).toHaveLength(1)
  })
})
