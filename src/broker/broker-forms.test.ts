/** Forms whose fields make another method of them: judged like a header that does. */
import type { TLSSocket } from 'node:tls'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { methodsInForm } from './decide/form-methods.ts'
import { allOf, openBrokerWorld, type TestWorld } from './testing/broker-world.ts'
import { closeClean, codeOf, PLACEHOLDER, SECRET } from './testing/one-token-world.ts'

const HOST = 'api.example.com'
const FREE = 'free.example.com'
const URLENCODED = 'application/x-www-form-urlencoded'
const MULTIPART = 'multipart/form-data; boundary=b'

let world: TestWorld
beforeAll(async () => {
  const to = [`GET,POST,PUT ${HOST}:PORT/a/**`, `${FREE}:PORT`]
  world = await openBrokerWorld([{ name: 'one', secret: SECRET.value, placeholder: PLACEHOLDER, to }])
})
afterAll(() => closeClean(world))
beforeEach(() => {
  world.got.length = 0
})

const post = (
  body: string,
  type = URLENCODED,
  { host = HOST, method = 'POST', credential = true } = {},
): Promise<string> => {
  const fields = [
    `${method} /a/x HTTP/1.1`,
    `Host: ${host}:${world.port}`,
    ...(credential ? [`Authorization: Bearer ${PLACEHOLDER}`] : []),
    ...(type === '' ? [] : [`Content-Type: ${type}`]),
    `Content-Length: ${body.length}`,
    'Connection: close',
  ]
  return world.ask(host, `${fields.join('\r\n')}\r\n\r\n${body}`)
}

const part = (disposition: string, value: string): string =>
  `--b\r\nContent-Disposition: form-data; ${disposition}\r\n\r\n${value}\r\n--b--\r\n`

describe('a form that makes another method of itself', () => {
  it.each([
    ['a field', 'a=1&_method=DELETE', URLENCODED],
    ['lower case', '_method=delete', URLENCODED],
    ['an encoded name and value', '%5fmetho%64=%44ELETE&b=2', URLENCODED],
    ['a second one', '_method=PUT&_method=DELETE', URLENCODED],
    ['a semicolon', 'a=1;_method=DELETE', URLENCODED],
    ['a charset', '_method=DELETE', `${URLENCODED.toUpperCase()}; charset=utf-8`],
    ['another name', '%24httpMethod=DELETE', URLENCODED],
    ['a name that PHP reads so', 'a=1&+.method=DELETE', URLENCODED],
    ['a type with a comma after it', '_method=DELETE', `${URLENCODED},text/plain`],
    ['a type with a blank after it', '_method=DELETE', `${URLENCODED} x`],
    ['no type at all', '_method=DELETE', ''],
    ['a second type', '_method=DELETE', `text/plain\r\nContent-Type: ${URLENCODED}`],
    ['a part', part('name="_method"', 'DELETE'), MULTIPART],
    ['a part without quotes', part('name=_method', 'delete'), MULTIPART],
    ['a part in single quotes', part("name='_method'", 'DELETE'), MULTIPART],
    ['a part with an escaped letter', part('name="\\_method"', 'DELETE'), MULTIPART],
    ['a part with two names', part('name="a"; name="_method"', 'DELETE'), MULTIPART],
    ['a part with a folded line', part('x=y;\r\n name="_method"', 'DELETE'), MULTIPART],
    ['a part with an empty folded line', part('x=y;\r\n \r\n name="_method"', 'DELETE'), MULTIPART],
    ['a part whose number is its name', '--b\r\nContent-ID: _method\r\n\r\nDELETE\r\n--b--\r\n', MULTIPART],
    ['a part of another kind of form', part('name="_method"', 'DELETE'), 'multipart/mixed; boundary=b'],
    ['a part with more fields', part('name="_method"\r\nContent-Type: text/plain', 'DELETE'), MULTIPART],
    [
      'a part after another',
      `--b\r\nContent-Disposition: form-data; name="a"\r\n\r\n1\r\n${part('name="_method"', 'DELETE')}`,
      MULTIPART,
    ],
  ])('is refused by %s, and nothing is sent', async (_what, body, type) => {
    const before = world.connections()
    for (const credential of [true, false]) {
      const answer = await post(body, type, { credential })
      expect(codeOf(answer)).toBe('out-of-domain-method')
      expect(answer).toContain('of which a header or a parameter makes ')
      expect(answer).toContain(body.includes('PUT') ? 'no destination can name this' : '--add-to')
    }
    expect(world.connections()).toBe(before)
  })

  it.each([
    ['a method that is allowed', '_method=PUT', URLENCODED, {}],
    ['another field', 'method=DELETE&a_method=DELETE&_methods=DELETE', URLENCODED, {}],
    ['what is no form', '_method=DELETE', 'text/plain', {}],
    ['JSON', '{"_method":"DELETE"}', 'application/json', {}],
    ['no type at all, and no such field', '{"_method":"DELETE"}', '', {}],
    ['a line of text that names a part', part('name="a"', '1\r\n name="_method"\r\n\r\nDELETE'), MULTIPART, {}],
    ['another method than POST, whose form nobody reads so', '_method=DELETE', URLENCODED, { method: 'PUT' }],
    ['a host where every method goes', '_method=DELETE', URLENCODED, { host: FREE }],
    ['a file that is called so', part('name="file"; filename="_method"', 'DELETE'), MULTIPART, {}],
  ])('passes with %s', async (_what, body, type, more) => {
    expect(await post(body, type, more)).toMatch(/^HTTP\/1\.1 200 /)
    expect(world.got).toMatchObject([{ body }])
  })
})

it('a form is waited for, however long it stands still', async () => {
  const before = world.connections()
  const connection = (await world.connect(HOST)) as TLSSocket
  const answer = allOf(connection)
  const fields = [
    `Host: ${HOST}:${world.port}`,
    `Content-Type: ${URLENCODED}`,
    'Content-Length: 14',
    'Connection: close',
  ]
  connection.write(['POST /a/x HTTP/1.1', ...fields, `Authorization: Bearer ${PLACEHOLDER}`, '', '_meth'].join('\r\n'))
  // Longer than a body that is no form is waited for.
  await new Promise((resolve) => setTimeout(resolve, 1_500))
  connection.write('od=DELETE')
  expect(codeOf(await answer)).toBe('out-of-domain-method')
  expect(world.connections()).toBe(before)
})

it('a form is read in time that grows with its length', () => {
  for (const text of [
    'name='.repeat(13_000),
    '&'.repeat(65_536),
    'content-disposition: name="'.repeat(2_500),
    '\n'.repeat(65_536),
  ]) {
    const started = performance.now()
    for (const type of [URLENCODED, MULTIPART]) expect(methodsInForm(type, text)).toEqual([])
    expect(performance.now() - started).toBeLessThan(2_000)
  }
})
