import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { TestWorld } from './testing/broker-world.ts'
import {
  closeClean,
  codeOf,
  get,
  HOST,
  LOGIN,
  openOneTokenWorld,
  PLACEHOLDER,
  SECRET,
} from './testing/one-token-world.ts'

const addresses = new Map<string, string[]>()
let world: TestWorld

beforeAll(async () => {
  world = await openOneTokenWorld({ resolve: (host) => addresses.get(host) ?? ['127.0.0.1'] })
})
afterAll(() => closeClean(world))
beforeEach(async () => {
  await world.drop()
  addresses.clear()
  world.got.length = 0
})

const connect = (target: string): Promise<string> =>
  world.raw(`CONNECT ${target} HTTP/1.1\r\nHost: x.example\r\n${LOGIN}\r\n\r\n`)

describe('a CONNECT', () => {
  it.each([
    'user@api.example.com:443',
    'api.example.com@evil.example:443',
    'api.example.com',
    'api.example.com:',
    'api.example.com:0',
    'api.example.com:65536',
    'api.example.com:0443',
    'api.example.com:443/',
    'api.example.com:443:443',
    'api..example.com:443',
    '[fe80::1%25eth0]:443',
    '[::1]',
    'api%2eexample.com:443',
    'api.example.com\\@evil.example:443',
    'api.example.com%2f@evil.example:443',
    'api.example.com#@evil.example:443',
    'api.example.com?@evil.example:443',
    'https:api.example.com:443',
    'https://api.example.com:443',
    'api.example.com\t:443',
    'api\uff0eexample.com:443',
    '127.1:443',
    '0x7f.1:443',
    '2130706433:443',
    '017700000001:443',
    '[::ffff:127.0.0.1]:443',
    ':443',
    `${'a'.repeat(10_000)}.example:443`,
    '/',
    '*',
  ])('to %j is answered with 400, and nobody is dialled', async (target) => {
    const before = world.connections()
    expect(await connect(target)).toMatch(/^HTTP\/1\.1 400 /)
    expect(world.connections()).toBe(before)
  })

  it.each(['22', '25', '80', '587'])('to port %s of a host of nobody is refused', async (port) => {
    expect(codeOf(await world.ask('unbound.example.com', '', { port: Number(port) }))).toBe('host-refused')
  })

  it.each(['API.Example.COM', 'api.example.com.', 'Api.Example.Com.'])(
    'to %s is one to the bound host',
    async (name) => {
      const answer = await world.ask(name, get(world, '/', 'Connection: close'), { servername: HOST })
      expect(answer).toMatch(/^HTTP\/1\.1 200 /)
      expect(world.got[0]?.headers.authorization === `Bearer ${SECRET.value}`).toBe(true)
    },
  )

  it('whose Host names another host is answered with 421', async () => {
    expect(await world.raw(`CONNECT ${HOST}:${world.port} HTTP/1.1\r\nHost: evil.example\r\n${LOGIN}\r\n\r\n`)).toMatch(
      /^HTTP\/1\.1 421 /,
    )
  })
})

describe('names that look like the bound one', () => {
  it.each([
    'api.example.com.evil.example',
    'evilapi.example.com',
    'api.example.comx',
    'example.com',
    'wild.example.com',
    'a.b.wild.example.com',
  ])('are none of it: %s', async (host) => {
    // They resolve to this machine, which a host that nobody wrote may not.
    expect(codeOf(await world.ask(host, ''))).toBe('host-refused')
    expect(world.got).toEqual([])
  })
})

describe('what a name resolves to', () => {
  it.each([
    ['169.254.169.254'],
    ['127.0.0.1', '169.254.169.254'],
    ['fd00:ec2::254'],
    ['::ffff:169.254.169.254'],
    ['0.0.0.0'],
    ['::'],
    ['100.100.100.200'],
  ])('is checked address by address, also for a host that was written: %s %s', async (...all) => {
    addresses.set(
      HOST,
      all.filter((each) => each !== undefined),
    )
    const before = world.connections()
    expect(codeOf(await world.ask(HOST, get(world, '/', 'Connection: close')))).toBe('host-refused')
    expect(world.connections()).toBe(before)
  })

  it.each(['127.0.0.1', '10.1.2.3', '192.168.0.1', '::1', 'fd00::1', 'fe80::1', '100.64.0.1', '::ffff:10.0.0.1'])(
    'is no inner address below a star: %s',
    async (address) => {
      addresses.set('any.wild.example.com', [address])
      const request = get(world, '/', 'Connection: close').replace(HOST, 'any.wild.example.com')
      expect(codeOf(await world.ask('any.wild.example.com', request))).toBe('host-refused')
      expect(world.got).toEqual([])
    },
  )

  it('is not the broker, by whatever name', async () => {
    addresses.set('loop.example', ['127.0.0.1'])
    expect(codeOf(await world.ask('loop.example', '', { port: world.broker.port }))).toBe('host-refused')
  })

  it('is dialled as it was checked: a second answer is not asked for', async () => {
    const asked: string[] = []
    const own = await openOneTokenWorld({
      resolve: (host) => {
        asked.push(host)
        return asked.length === 1 ? ['127.0.0.1'] : ['169.254.169.254']
      },
    })
    expect(await own.ask(HOST, get(own, '/', 'Connection: close'))).toMatch(/^HTTP\/1\.1 200 /)
    expect(asked).toEqual([HOST])
    await closeClean(own)
  })

  it('is tried address by address when the first does not answer', async () => {
    addresses.set(HOST, ['127.0.0.2', '::1', '127.0.0.1'])
    expect(await world.ask(HOST, get(world, '/', 'Connection: close'))).toMatch(/^HTTP\/1\.1 200 /)
  })
})

describe('a plain request', () => {
  it.each([
    'http://api.example.com@evil.example/',
    'http://localhost:PLAIN@evil.example/',
    'http://localhost\\@evil.example/',
    'http://localhost%2f@evil.example/',
    'http:localhost/',
    'http:///localhost/',
    'ftp://localhost/',
    '//localhost/',
    'http://127.1/',
    'http://0x7f000001/',
  ])('for %s is refused, and nobody is dialled', async (target) => {
    const before = world.connections()
    const answer = await world.raw(
      `GET ${target} HTTP/1.1\r\nHost: localhost\r\n${LOGIN}\r\nAuthorization: Bearer ${PLACEHOLDER}\r\n\r\n`,
    )
    expect(answer).toMatch(/^HTTP\/1\.1 4\d\d /)
    expect(world.connections()).toBe(before)
  })
})
