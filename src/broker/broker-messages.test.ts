import type { TLSSocket } from 'node:tls'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { CREDENTIAL, type TestWorld } from './testing/broker-world.ts'
import {
  closeClean,
  codeOf,
  get,
  HOST,
  head,
  LOGIN,
  openOneTokenWorld,
  PLACEHOLDER,
  SECRET,
} from './testing/one-token-world.ts'

const AUTH = `Authorization: Bearer ${PLACEHOLDER}`
let world: TestWorld

beforeAll(async () => {
  world = await openOneTokenWorld()
})
afterAll(() => closeClean(world))
beforeEach(async () => {
  await world.drop()
  world.got.length = 0
  world.exchanges.length = 0
  world.tripwires.length = 0
})

/** What comes after it must never be read as a request of its own. */
const smuggled = () => head(world, 'GET', '/smuggled', AUTH)

describe('a request that could be read in two ways', () => {
  const post = (...fields: string[]): string => head(world, 'POST', '/', AUTH, ...fields)
  const cases: readonly (readonly [string, () => string])[] = [
    ['length and chunks', () => `${post('Content-Length: 5', 'Transfer-Encoding: chunked')}0\r\n\r\n`],
    ['chunks and length', () => `${post('Transfer-Encoding: chunked', 'Content-Length: 5')}0\r\n\r\n`],
    ['an unknown coding', () => `${post('Transfer-Encoding: xchunked')}0\r\n\r\n`],
    ['two codings', () => `${post('Transfer-Encoding: chunked, identity')}0\r\n\r\n`],
    ['a coding twice', () => `${post('Transfer-Encoding: chunked', 'Transfer-Encoding: chunked')}0\r\n\r\n`],
    ['a blank before the colon', () => `${post('Transfer-Encoding : chunked')}0\r\n\r\n`],
    ['a tab in the name', () => `${post('Transfer-\tEncoding: chunked')}0\r\n\r\n`],
    ['two lengths', () => `${post('Content-Length: 5', 'Content-Length: 5')}hello`],
    ['a list of lengths', () => `${post('Content-Length: 5, 5')}hello`],
    ['a signed length', () => `${post('Content-Length: +5')}hello`],
    ['a hexadecimal length', () => `${post('Content-Length: 0x5')}hello`],
    ['two hosts', () => post(`Host: ${HOST}:${world.port}`)],
    ['no host', () => `GET / HTTP/1.1\r\n${AUTH}\r\n\r\n`],
    ['a folded field', () => post('X: a\r\n b')],
    ['a bare line feed', () => post('X: a\nY: b')],
    ['a bare carriage return', () => post('X: a\rY: b')],
    ['a NUL', () => post('X: a\0b')],
    ['a field without a name', () => post(': a')],
    ['a blank line first', () => `\r\n${post()}`],
    ['two blanks in the first line', () => post().replace(' / ', '  / ')],
    ['HTTP/2', () => 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n'],
    ['HTTP/0.9', () => 'GET /\r\n\r\n'],
    ['h2c', () => post('Connection: Upgrade, HTTP2-Settings', 'Upgrade: h2c', 'HTTP2-Settings: AAMAAABkAAQAAP__')],
    ['a head of 17 kB', () => post(`X: ${'x'.repeat(17_000)}`)],
    ['the placeholder ten thousand times', () => post(`X: ${PLACEHOLDER.repeat(10_000)}`)],
    ['a chunk extension', () => `${post('Transfer-Encoding: chunked')}5;a=b\r\nhello\r\n0\r\n\r\n`],
    [
      'a chunk size that overflows',
      () => `${post('Transfer-Encoding: chunked')}fffffffffffffffff\r\nhello\r\n0\r\n\r\n`,
    ],
    ['a chunk longer than its size', () => `${post('Transfer-Encoding: chunked')}3\r\nhello\r\n0\r\n\r\n`],
    ['a bare line feed after a chunk size', () => `${post('Transfer-Encoding: chunked')}5\nhello\r\n0\r\n\r\n`],
    ['trailers', () => `${post('Transfer-Encoding: chunked')}5\r\nhello\r\n0\r\n${AUTH}\r\n\r\n`],
    ['announced trailers', () => `${post('Transfer-Encoding: chunked', 'Trailer: X')}0\r\n\r\n`],
    ['an absolute target', () => head(world, 'GET', `https://${HOST}/`, AUTH)],
    ['a CONNECT', () => head(world, 'CONNECT', 'evil.example:443', AUTH)],
    ['a CONNECT with a path', () => head(world, 'CONNECT', '/', AUTH)],
    ['TRACE', () => head(world, 'TRACE', '/', AUTH)],
    ['TRACE in small letters', () => head(world, 'trace', '/', AUTH)],
    ['TRACK', () => head(world, 'TRACK', '/', AUTH)],
    ['a Connection that drops the credential', () => head(world, 'GET', '/', AUTH, 'Connection: Authorization')],
    ['the session’s credential in its path', () => head(world, 'GET', `/${CREDENTIAL}/one/`, AUTH)],
  ]
  it.each(cases)('is answered with 400 and goes nowhere: %s', async (_what, request) => {
    const before = world.connections()
    const answer = await world.ask(HOST, Buffer.from(request() + smuggled(), 'latin1'))
    expect(answer).toMatch(/^HTTP\/1\.1 400 /)
    expect(answer.match(/HTTP\/1\.1 \d{3} /g)).toHaveLength(1)
    expect(world.connections()).toBe(before)
    expect(world.exchanges).toMatchObject([{ decision: 'refused', code: 'request-invalid' }])
  })
})

describe('the session’s credential', () => {
  it('crosses no hop, in whatever field it stands', async () => {
    const referer = `Referer: http://127.0.0.1:${world.broker.port}/${CREDENTIAL}/one/`
    await world.ask(
      HOST,
      get(world, '/', LOGIN, referer, LOGIN.replace('Proxy-Authorization', 'X-Copy'), 'Connection: close'),
    )
    const target = `http://127.0.0.1:${world.broker.port}`
    const own = [`Host: 127.0.0.1:${world.broker.port}`, AUTH, referer, LOGIN, 'Connection: close', '', ''].join('\r\n')
    await world.raw(`GET /${CREDENTIAL}/one/base HTTP/1.1\r\n${own}`)
    await world.raw(`GET ${target}/${CREDENTIAL}/one/absolute HTTP/1.1\r\n${own}`)
    expect(world.got.map(({ url }) => url)).toEqual(['/', '/base', '/absolute'])
    const seen = JSON.stringify(world.got)
    for (const part of [CREDENTIAL, LOGIN.split(' ').at(-1) ?? '']) expect(seen.includes(part)).toBe(false)
  })

  it('is no credential for a server', async () => {
    const field = LOGIN.replace('Proxy-', '')
    expect(codeOf(await world.ask(HOST, head(world, 'GET', '/', field)))).toBe('placeholder-unknown')
  })

  it('is in no record, wherever a request puts it', async () => {
    await world.raw(`${CREDENTIAL} / HTTP/1.1\r\nHost: 127.0.0.1:${world.broker.port}\r\n\r\n`)
    await world.raw(`CONNECT ${CREDENTIAL}.example:443 HTTP/1.1\r\nHost: ${CREDENTIAL}.example:443\r\n\r\n`)
    await world.ask(`${CREDENTIAL}.example`, '', { port: 22 })
    await world.ask(`${PLACEHOLDER}.example`.replace('_', '-'), '', { port: 22 })
    await world.ask(HOST, get(world, `/${PLACEHOLDER}`))
    await world.ask(HOST, get(world, `/%67${PLACEHOLDER.slice(1)}`))
    const told = world.told()
    for (const part of [CREDENTIAL, PLACEHOLDER, PLACEHOLDER.slice(4)]) expect(told.includes(part)).toBe(false)
    expect(world.exchanges.length).toBeGreaterThanOrEqual(6)
  })
})

describe('a placeholder in a body', () => {
  const send = (type: string, body: string, ...more: string[]) =>
    world.ask(
      HOST,
      head(
        world,
        'POST',
        '/',
        AUTH,
        `Content-Type: ${type}`,
        ...more,
        `Content-Length: ${body.length}`,
        'Connection: close',
      ) + body,
    )

  it.each([
    ['a form', 'application/x-www-form-urlencoded', `a=b&token=${PLACEHOLDER}`],
    [
      'multipart',
      'multipart/form-data; boundary=x',
      `--x\r\nContent-Disposition: form-data; name="t"\r\n\r\n${PLACEHOLDER}\r\n--x--\r\n`,
    ],
    ['JSON', 'application/json', JSON.stringify({ deep: [{ token: PLACEHOLDER }] })],
    ['no type of its own', 'application/octet-stream', `\0\0${PLACEHOLDER}`],
    ['ten thousand copies', 'text/plain', PLACEHOLDER.repeat(10_000)],
  ])('is refused before anything is sent: %s', async (_what, type, body) => {
    const before = world.connections()
    expect(codeOf(await send(type, body))).toBe('placeholder-misplaced')
    expect(world.connections()).toBe(before)
    expect(world.tripwires).toHaveLength(1)
  })

  it('is found across chunks of one byte', async () => {
    const before = world.connections()
    const chunks = [...PLACEHOLDER].map((letter) => `1\r\n${letter}\r\n`).join('')
    const request = `${head(world, 'POST', '/', AUTH, 'Transfer-Encoding: chunked')}${chunks}0\r\n\r\n`
    expect(codeOf(await world.ask(HOST, request))).toBe('placeholder-misplaced')
    expect(world.connections()).toBe(before)
  })

  it('passes unseen where the body is compressed', async () => {
    expect(await send('text/plain', PLACEHOLDER, 'Content-Encoding: gzip')).toMatch(/^HTTP\/1\.1 200 /)
    expect(world.got[0]?.body).toBe(PLACEHOLDER)
  })
})

describe('clients of HTTP/1.0', () => {
  it('may CONNECT without a Host, and keep their connection when they ask to', async () => {
    const before = await world.raw(`CONNECT ${HOST}:${world.port} HTTP/1.0\r\n\r\n`)
    expect(before).toMatch(/^HTTP\/1\.1 407 /)
    const secure = (await world.connect(HOST)) as TLSSocket
    const old = (path: string, ...fields: string[]) => get(world, path, ...fields).replace('HTTP/1.1', 'HTTP/1.0')
    secure.write(old('/1', 'Connection: keep-alive', 'Expect: 100-continue'))
    const first = await new Promise<string>((resolve) => secure.once('data', (data) => resolve(String(data))))
    expect(first).toMatch(/^HTTP\/1\.1 200 OK[\s\S]*Connection: keep-alive/i)
    secure.write(old('/2'))
    const second = await new Promise<string>((resolve) => secure.once('data', (data) => resolve(String(data))))
    expect(second).toMatch(/Connection: close/)
    expect(world.got.map(({ headers }) => headers.authorization === `Bearer ${SECRET.value}`)).toEqual([true, true])
    secure.destroy()
  })

  it('get what comes in chunks up to the end of the connection', async () => {
    world.answer = (_request, response) => {
      response.write('one ')
      response.end('two')
    }
    const answer = await world.ask(HOST, get(world, '/').replace('HTTP/1.1', 'HTTP/1.0'))
    expect(answer).toMatch(/\r\n\r\none two$/)
    expect(answer).not.toMatch(/transfer-encoding/i)
  })
})
