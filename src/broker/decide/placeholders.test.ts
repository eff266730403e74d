import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { assertNoCanary, newCanary } from '../../../e2e/canaries.ts'
import { CREDENTIAL, OTHERS_PLACEHOLDER, openBrokerWorld, type TestWorld } from '../testing/broker-world.ts'
import { BodyGuard, PlaceholderInBody } from './body-guard.ts'
import { placeholderForms } from './placeholder-forms.ts'
import { foreignIn } from './placeholders-in.ts'

const account = newCanary('the key of an account', '', 32)
const application = newCanary('the key of an application', '', 40)
const maps = newCanary('the key of maps', 'AIza', 35)

const ACCOUNT = 'acc0PLACEHOLDERPLACEHOLDERPLACEH'
const APPLICATION = 'app0/PLACEHOLDER+PLACEHOLDER/PLACEHOLDER'
const MAPS = 'AIzaPLACEHOLDERPLACEHOLDERPLACEHOLDERPL'

const header = (name: string) => ({ kind: 'header', header: name }) as const

let world: TestWorld

beforeAll(async () => {
  world = await openBrokerWorld([
    {
      ...{ name: 'account', secret: account.value, placeholder: ACCOUNT },
      to: ['watch.example.com:PORT'],
      carriers: [header('DD-API-KEY')],
    },
    {
      ...{ name: 'application', secret: application.value, placeholder: APPLICATION },
      to: ['watch.example.com:PORT/api/**'],
      carriers: [header('DD-APPLICATION-KEY')],
    },
    {
      ...{ name: 'maps', secret: maps.value, placeholder: MAPS },
      to: ['maps.example.com:PORT'],
      carriers: [{ kind: 'query', parameter: 'key' }],
    },
  ])
})

afterAll(async () => {
  assertNoCanary([account, application, maps], 'the record', world.told())
  await world.close()
})

beforeEach(() => {
  world.got.length = 0
  world.exchanges.length = 0
  world.tripwires.length = 0
  world.answer = (_request, response) => response.end('hello')
})

const request = (path: string, fields: readonly string[], body = ''): string => {
  const start = body === '' ? 'GET' : 'POST'
  const framing = body === '' ? [] : [`Content-Length: ${body.length}`]
  const lines = [`${start} ${path} HTTP/1.1`, `Host: watch.example.com:${world.port}`, ...fields, ...framing]
  return [...lines, 'Connection: close', '', body].join('\r\n')
}

const ask = (path: string, fields: readonly string[], body = ''): Promise<string> =>
  world.ask('watch.example.com', request(path, fields, body))

const codeOf = (answer: string): string => (JSON.parse(answer.slice(answer.indexOf('{'))) as { code: string }).code

const both = [`DD-API-KEY: ${ACCOUNT}`, `DD-APPLICATION-KEY: ${APPLICATION}`]

describe('two tokens in one request', () => {
  it('are refused when one of them is not for its path', async () => {
    expect(codeOf(await ask('/other', both))).toBe('out-of-domain-path')
    expect(world.got).toEqual([])
  })

  it.each([
    ['the other’s carrier', [`DD-API-KEY: ${APPLICATION}`]],
    ['a second field of one name', [`DD-API-KEY: ${ACCOUNT}`, `dd-api-key: ${APPLICATION}`]],
    ['the same token twice', [`DD-API-KEY: ${ACCOUNT}`, `DD-APPLICATION-KEY: ${ACCOUNT}`]],
  ])('are refused in %s', async (_what, fields) => {
    expect(codeOf(await ask('/api/v1', fields))).toBe('placeholder-misplaced')
    expect(world.got).toEqual([])
    expect(world.tripwires).toHaveLength(1)
  })

  it('each get their secret, and neither comes back', async () => {
    world.answer = (got, response) => {
      response.setHeader('Content-Type', 'text/plain')
      response.end(`${got.headers['dd-api-key']} ${got.headers['dd-application-key']}`)
    }
    const answer = await ask('/api/v1', both)
    expect(world.got[0]?.headers['dd-api-key'] === account.value).toBe(true)
    expect(world.got[0]?.headers['dd-application-key'] === application.value).toBe(true)
    assertNoCanary([account, application], 'the answer', answer)
    expect(answer).toContain(`${ACCOUNT} ${APPLICATION}`)
  })

  it('are both on record', async () => {
    await ask('/api/v1', both)
    await ask('/api/v1', [`DD-APPLICATION-KEY: ${APPLICATION}`])
    const [together, alone] = world.exchanges
    expect(together).toMatchObject({ scheme: 'https', token: { name: 'account' }, others: [alone?.token?.id] })
    expect(alone).toMatchObject({ token: { name: 'application' }, others: [] })
  })
})

describe('a provider that reads nothing but the query', () => {
  it('gets its secret there', async () => {
    const text = `GET /map?key=${MAPS} HTTP/1.1\r\nHost: maps.example.com:${world.port}\r\nConnection: close\r\n\r\n`
    expect(await world.ask('maps.example.com', text)).toMatch(/^HTTP\/1\.1 200 /)
    expect(world.got[0]?.url === `/map?key=${maps.value}`).toBe(true)
  })
})

describe('a placeholder where none belongs', () => {
  const shifted = (text: string, before: number): string =>
    Buffer.from(`${'x'.repeat(before)}${text}yz`).toString('base64')

  const forms: readonly (readonly [string, string])[] = [
    ['plain', APPLICATION],
    ['in JSON with escaped slashes', APPLICATION.replaceAll('/', '\\/')],
    ['percent-encoded', encodeURIComponent(APPLICATION)],
    [
      'percent-encoded in lower case',
      encodeURIComponent(APPLICATION).replaceAll('%2F', '%2f').replaceAll('%2B', '%2b'),
    ],
    ...[0, 1, 2, 3].map((before) => [`in Base64 behind ${before} bytes`, shifted(APPLICATION, before)] as const),
    ['in the URL’s Base64', shifted(APPLICATION, 1).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')],
  ]

  it.each(forms)('is found %s, in a body and in a field', async (_what, form) => {
    const before = world.connections()
    for (const answer of [
      await ask('/api/v1', both, `{"note":"${form}"}`),
      await ask('/api/v1', [`X-Note: ${form}`]),
    ]) {
      expect(codeOf(answer)).toBe('placeholder-misplaced')
    }
    expect(world.connections()).toBe(before)
    expect(world.tripwires).toHaveLength(2)
  })

  it('is found in the user of a Basic whose password it is', async () => {
    const pair = Buffer.from(`${ACCOUNT}:${ACCOUNT}`).toString('base64')
    expect(codeOf(await ask('/x', [`DD-API-KEY: Basic ${pair}`]))).toBe('placeholder-misplaced')
  })

  it('is found through the base URL of another token', async () => {
    const host = `127.0.0.1:${world.broker.port}`
    const text = [
      `GET /${CREDENTIAL}/account/x HTTP/1.1`,
      `Host: ${host}`,
      `DD-API-KEY: ${ACCOUNT}`,
      `X-Note: ${MAPS}`,
      'Connection: close',
    ]
    expect(codeOf(await world.raw(`${text.join('\r\n')}\r\n\r\n`))).toBe('placeholder-misplaced')
    expect(world.got).toEqual([])
  })
})

describe('a placeholder of another session', () => {
  it.each([
    ['a path', `/x/${OTHERS_PLACEHOLDER}`, [], ''],
    ['a query', `/x?t=${OTHERS_PLACEHOLDER}`, [], ''],
    ['a field', '/x', [`X-Note: ${OTHERS_PLACEHOLDER}`], ''],
    ['a request with a credential', '/x', [`DD-API-KEY: ${ACCOUNT}`, `Cookie: a=${OTHERS_PLACEHOLDER}`], ''],
    ['a body', '/x', [], `token=${OTHERS_PLACEHOLDER}&x=1`],
  ])('is found in %s', async (_what, path, fields, body) => {
    const before = world.connections()
    expect(codeOf(await ask(path, fields, body))).toBe('placeholder-unknown')
    expect(world.connections()).toBe(before)
    expect(world.tripwires).toMatchObject([{ foreignSession: 'ses_other', host: 'watch.example.com' }])
  })

  it('is not looked for without end', () => {
    let asked = 0
    const many = Array.from({ length: 10_000 }, (_, at) => `a1${'b'.repeat(20)}${at}`).join(' ')
    const ownerOf = (): null => {
      asked++
      return null
    }
    expect(foreignIn(many, ownerOf)).toBeNull()
    expect(asked).toBe(64)
  })
})

describe('a guard of a body', () => {
  const token = {
    ...{ id: 'tok_1', name: 'one', env: 'ONE', provider: null, placeholder: APPLICATION },
    ...{ carriers: [], granted: [], destinations: [], blocked: () => null, secret: undefined as never },
  }

  /** What leaves of a body that comes in these pieces; the last thing is the find, if there is one. */
  async function passed(pieces: readonly Buffer[]): Promise<{ readonly sent: Buffer; readonly isFound: boolean }> {
    const left = [...pieces]
    const body = {
      next: async () => left.shift() ?? null,
      get isDone() {
        return left.length === 0
      },
    }
    const guard = new BodyGuard(body, [token], () => null)
    const sent: Buffer[] = []
    try {
      await guard.first()
      sent.push(guard.ready())
      for (let piece = await guard.next(); piece !== null; piece = await guard.next()) sent.push(piece)
      return { sent: Buffer.concat(sent), isFound: false }
    } catch (error) {
      expect(error).toBeInstanceOf(PlaceholderInBody)
      return { sent: Buffer.concat(sent), isFound: true }
    }
  }

  it('finds it wherever it is cut, and lets no whole one out', async () => {
    const body = Buffer.from(`${'x'.repeat(70_000)}${APPLICATION}${'y'.repeat(50)}`)
    for (let at = 69_990; at <= 70_000 + APPLICATION.length + 5; at++) {
      const { sent, isFound } = await passed([body.subarray(0, at), body.subarray(at)])
      expect(isFound).toBe(true)
      expect(sent.includes(APPLICATION)).toBe(false)
      expect(sent.length).toBeLessThanOrEqual(70_000)
    }
  })

  it('finds it byte by byte', async () => {
    const body = Buffer.from(`${'x'.repeat(65_600)}app0/app0/PLACEHOLDER${APPLICATION}`)
    const { isFound, sent } = await passed([
      body.subarray(0, 65_590),
      ...Array.from(body.subarray(65_590), (b) => Buffer.of(b)),
    ])
    expect(isFound).toBe(true)
    expect(sent.length).toBe(65_600 + 'app0/app0/PLACEHOLDER'.length)
  })

  it('passes on every byte of anything else', async () => {
    const text = `${'app0/PLACE'.repeat(9_000)}app0/PLACEHOLDER+PLACEHOLDER/PLACEHOLDE`
    const pieces = Array.from({ length: Math.ceil(text.length / 777) }, (_, at) =>
      Buffer.from(text.slice(at * 777, (at + 1) * 777)),
    )
    const { sent, isFound } = await passed(pieces)
    expect(isFound).toBe(false)
    expect(sent.toString()).toBe(text)
  })

  it('knows each form once', () => {
    const { all, plain } = placeholderForms(token)
    expect(new Set(all).size).toBe(all.length)
    expect(plain).toContain(APPLICATION)
  })
})
