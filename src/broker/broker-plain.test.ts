import { execFile } from 'node:child_process'
import { connect as netConnect, type Socket } from 'node:net'
import { promisify } from 'node:util'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { allOf, CREDENTIAL, OTHERS_PLACEHOLDER, type TestWorld } from './testing/broker-world.ts'
import { closeClean, codeOf, HOST, LOGIN, openOneTokenWorld, PLACEHOLDER, SECRET } from './testing/one-token-world.ts'

const AUTH = `Authorization: Bearer ${PLACEHOLDER}`

let world: TestWorld
let place: string

beforeAll(async () => {
  world = await openOneTokenWorld()
  place = `localhost:${world.plainPort}`
})
afterAll(() => closeClean(world))

beforeEach(() => {
  world.got.length = 0
  world.tripwires.length = 0
  world.answer = (_request, response) => response.end('hello')
})

const message = (line: string, host: string, ...fields: string[]): string =>
  [`${line} HTTP/1.1`, `Host: ${host}`, ...fields, 'Connection: close', '', ''].join('\r\n')

const hasSecret = (): boolean => world.got[0]?.headers.authorization === `Bearer ${SECRET.value}`

/** A tunnel to the plain server, and what was said instead of opening it. */
async function tunnel(to = place): Promise<{ readonly socket: Socket; readonly said: string }> {
  const socket = netConnect(world.broker.port, '127.0.0.1')
  socket.write(`CONNECT ${to} HTTP/1.1\r\nHost: ${to}\r\n${LOGIN}\r\n\r\n`)
  const said = await new Promise<string>((resolve) => socket.once('data', (data) => resolve(data.toString('latin1'))))
  return { socket, said }
}

const through = async (bytes: string): Promise<string> => {
  const { socket } = await tunnel()
  socket.write(bytes)
  return allOf(socket)
}

describe('a plain destination on this machine', () => {
  it.each([
    ['another host in Host', () => message(`GET http://${place}/x`, 'evil.example', LOGIN, AUTH)],
    ['another port in Host', () => message(`GET http://${place}/x`, 'localhost:1', LOGIN, AUTH)],
  ])('is not reached with %s', async (_what, bytes) => {
    expect(await world.raw(bytes())).toMatch(/^HTTP\/1\.1 421 /)
    expect(world.got).toEqual([])
  })

  it('is not reached without the credential of the session', async () => {
    expect(await world.raw(message(`GET http://${place}/x`, place, AUTH))).toMatch(/^HTTP\/1\.1 407 /)
    expect(world.got).toEqual([])
  })

  it('gets the secret in a request of absolute form, and not the proxy’s login', async () => {
    expect(await world.raw(message(`GET http://${place}/x?y=1`, place, LOGIN, AUTH))).toMatch(/^HTTP\/1\.1 200 /)
    expect(hasSecret()).toBe(true)
    expect(world.got).toMatchObject([{ url: '/x?y=1', headers: { host: place } }])
    expect(world.got[0]?.headers).not.toHaveProperty('proxy-authorization')
  })
})

describe('plain http to what no token is for', () => {
  it.each([
    ['a field', '/', `X-Trace: ${OTHERS_PLACEHOLDER}`],
    ['its carrier', '/', `Authorization: Bearer ${OTHERS_PLACEHOLDER}`],
    ['the query, encoded', `/?a=%67${OTHERS_PLACEHOLDER.slice(1)}`, 'X: y'],
  ])('is known as a placeholder of another session, in %s', async (_what, path, field) => {
    for (const host of ['plain.example.com', 'localhost:9']) {
      world.tripwires.length = 0
      const answer = await world.raw(message(`GET http://${host}${path}`, host, LOGIN, field))
      expect(codeOf(answer)).toBe('placeholder-unknown')
      expect(world.tripwires).toMatchObject([{ foreignSession: 'ses_other', token: null }])
    }
  })
})

describe('a tunnel to a plain destination', () => {
  it('is not opened to another port, nor to where the token is for https alone', async () => {
    for (const to of [`localhost:${world.port}`, `localhost:1`]) {
      const { socket, said } = await tunnel(to)
      expect(codeOf(said + (await allOf(socket)))).toBe('host-refused')
    }
    const { socket, said } = await tunnel(`${HOST}:${world.port}`)
    expect(said).toMatch(/^HTTP\/1\.1 200 /)
    socket.write(message('GET /x', `${HOST}:${world.port}`, AUTH))
    await allOf(socket)
    expect(world.got).toEqual([])
  })

  it('judges what comes through it', async () => {
    expect(await through(message('GET /x', 'evil.example', AUTH))).toMatch(/^HTTP\/1\.1 421 /)
    expect(await through(message(`GET http://${place}/x`, place, AUTH))).toMatch(/^HTTP\/1\.1 400 /)
    expect(codeOf(await through(message(`GET /x?t=${PLACEHOLDER}`, place)))).toBe('placeholder-misplaced')
    expect(await through(message(`CONNECT ${place}`, place, LOGIN))).toMatch(/^HTTP\/1\.1 400 /)
    expect(world.got).toEqual([])
    expect(world.tripwires).toHaveLength(1)
  })

  it('swaps the placeholder, in request after request', async () => {
    const { socket } = await tunnel()
    socket.write(message('GET /1', place, AUTH).replace('Connection: close\r\n', ''))
    await new Promise((resolve) => socket.once('data', resolve))
    socket.write(message('GET /2', place, AUTH))
    await allOf(socket)
    expect(world.got.map(({ url }) => url)).toEqual(['/1', '/2'])
    expect(hasSecret()).toBe(true)
  })

  it('is how Node’s own fetch comes', async () => {
    const proxy = `http://bulkhead:${CREDENTIAL}@127.0.0.1:${world.broker.port}`
    const code = `fetch('http://${place}/fetch', { headers: { authorization: 'Bearer ${PLACEHOLDER}' } })
      .then((answer) => answer.text()).then((text) => process.stdout.write(text))`
    const env = { PATH: process.env.PATH, NODE_USE_ENV_PROXY: '1', HTTP_PROXY: proxy, NO_PROXY: '' }
    const { stdout } = await promisify(execFile)(process.execPath, ['-e', code], { env })
    expect(stdout).toBe('hello')
    expect(hasSecret()).toBe(true)
  })
})
