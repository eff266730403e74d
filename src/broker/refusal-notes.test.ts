/** What the person before the terminal is told of a refusal, and what never. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { assertNoCanary } from '../../e2e/canaries.ts'
import { CREDENTIAL, OTHERS_PLACEHOLDER, type TestWorld } from './testing/broker-world.ts'
import { BEARER, connectTo, getFrom, old, openRefusingWorld, pay, WEB, web } from './testing/refusing-world.ts'

let world: TestWorld
beforeAll(async () => {
  world = await openRefusingWorld()
})
afterAll(() => world.close())
beforeEach(() => {
  world.notes.length = 0
  world.got.length = 0
})

const get = (path: string, host: string, ...fields: string[]): string => getFrom(world, path, host, ...fields)

describe('what the person before the terminal is told', () => {
  it('holds no query, no placeholder, no credential and no secret, wherever they stand in a request', async () => {
    const places = [
      get(`/other/${WEB}?a=${WEB}`, 'api.example.com', BEARER),
      get(`/other/%67hp_PLACEHOLDERPLACEHOLDERPLACEHOLDERPLA`, 'api.example.com', BEARER),
      get(`/other/${CREDENTIAL}`, 'api.example.com', BEARER),
      get(`/bot${pay.value}/send?key=hunter2`, 'api.example.com', BEARER),
      get(`/repos/acme/web/x`, 'api.example.com', `Authorization: Bearer ${pay.value}`),
      get(`/repos/acme/web/${OTHERS_PLACEHOLDER}`, 'api.example.com', BEARER),
      get('/other', 'api.example.com', BEARER).replace('GET', WEB.replaceAll('_', '-')),
      get('/other', 'api.example.com', BEARER).replace('GET', CREDENTIAL),
    ]
    for (const request of places) expect(await world.ask('api.example.com', request)).toMatch(/^HTTP\/1\.1 4\d\d /)
    await world.raw(connectTo(`${CREDENTIAL}.example.com:25`))
    const told = JSON.stringify(world.notes)
    expect(world.notes).toHaveLength(places.length + 1)
    for (const part of [WEB, CREDENTIAL, OTHERS_PLACEHOLDER, 'hunter2']) {
      expect(told.toLowerCase()).not.toContain(part.toLowerCase())
    }
    assertNoCanary([web, pay, old], 'what was told', told)
    expect(world.got).toEqual([])
  })

  it('says nothing of a login that is missing: many clients begin so', async () => {
    const answer = await world.raw(connectTo(`api.example.com:${world.port}`).replace(/Proxy-.*\r\n/, ''))
    expect(answer).toMatch(/^HTTP\/1\.1 407 Proxy Authentication Required\r\n/)
    expect(world.notes).toEqual([])
  })

  it('names the host of a client that asks a proxy for https in the old way', async () => {
    const login = connectTo('x:1').split('\r\n')[2]
    await world.raw(`GET https://api.example.com/x?y HTTP/1.1\r\nHost: api.example.com\r\n${login}\r\n\r\n`)
    expect(world.notes).toMatchObject([{ code: 'request-invalid', asked: 'GET api.example.com/x' }])
    expect(world.exchanges.at(-1)).toMatchObject({ host: 'api.example.com', decision: 'refused', status: 400 })
  })

  it('says what was asked for, why it was refused and what to do', async () => {
    await world.ask('api.example.com', get('/repos/acme/other/issues/12?q=1', 'api.example.com', BEARER))
    const at = `api.example.com:${world.port}`
    expect(world.notes).toEqual([
      {
        code: 'out-of-domain-path',
        token: 'web',
        asked: `GET ${at}/repos/acme/other/issues/12`,
        kind: `GET ${at}/repos/acme/other/issues/*`,
        reason: `web may GET ${at}/repos/acme/web/**`,
        hint: `to allow it in the next session: bulkhead edit web --add-to 'GET ${at}/repos/acme/other/issues/12'`,
        isTripwire: false,
      },
    ])
  })
})
