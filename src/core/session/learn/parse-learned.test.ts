import { describe, expect, it } from 'vitest'
import type { Learned } from './learned.ts'
import { parseLearned } from './parse-learned.ts'

const request = { method: 'GET', scheme: 'https', host: 'api.x.example', port: 443, path: '/a/*', count: 1 } as const
const refusal = { token: 'web', method: 'GET', host: '', port: 0, path: null, code: 'host-refused', count: 1 } as const
const token = { id: `tok_${'0'.repeat(26)}`, name: 'web', requests: [request], unnamed: 0 }
const learned: Learned = {
  v: 1,
  session: `ses_${'0'.repeat(26)}`,
  at: '2026-11-24T10:00:00.000Z',
  tokens: [token],
  refused: [refusal],
  isMerged: false,
  moreRefused: 0,
}

const withRequest = (more: object) => ({ ...learned, tokens: [{ ...token, requests: [{ ...request, ...more }] }] })
const withRefusal = (more: object) => ({ ...learned, refused: [{ ...refusal, ...more }] })

/** What, and a text that Bulkhead did not write. */
const FOREIGN: readonly (readonly [string, string])[] = [
  ['no JSON', '{'],
  ['nothing', ''],
  ['a list', '[]'],
  ['null', 'null'],
  ['another version', JSON.stringify({ ...learned, v: 2 })],
  ['one key more', JSON.stringify({ ...learned, destinations: ['*'] })],
  ['one key less', JSON.stringify({ ...learned, refused: undefined })],
  ['an inherited key', `{"__proto__":{"x":1},${JSON.stringify(learned).slice(1)}`],
  ['a token twice', JSON.stringify({ ...learned, tokens: [token, token] })],
  ['a name that is none', JSON.stringify({ ...learned, tokens: [{ ...token, name: '\x1b[2J' }] })],
  ['an id that is none', JSON.stringify({ ...learned, tokens: [{ ...token, id: '../x' }] })],
  ['a session that is none', JSON.stringify({ ...learned, session: '../../etc/passwd' })],
  ['a time that is none', JSON.stringify({ ...learned, at: 'tomorrow' })],
  ['too many requests', JSON.stringify({ ...learned, tokens: [{ ...token, requests: Array(4001).fill(request) }] })],
  ['too many refusals', JSON.stringify({ ...learned, refused: Array(501).fill(refusal) })],
  ...(
    [
      ['method', 'get'],
      ['method', 'GET,POST'],
      ['method', 'TRACE'],
      ['method', 'GET x.example'],
      ['scheme', 'ftp'],
      ['host', '*'],
      ['host', 'API.x.example'],
      ['host', 'x.example/'],
      ['host', '*.*.example'],
      ['host', '\u202eexample.com'],
      ['port', 0],
      ['port', 65536],
      ['port', 4.5],
      ['path', null],
      ['path', 'a'],
      ['path', '/a via bearer'],
      ['path', '/a?b'],
      ['path', '/../a'],
      ['path', '/\x1b[2J'],
      ['path', `/${'a'.repeat(520)}`],
      ['path', '/a'.repeat(40)],
      ['count', 0],
      ['count', -1],
      ['count', 1e300],
      ['count', '1'],
      ['carrier', { kind: 'bearer' }],
    ] as const
  ).map(
    ([key, value]) =>
      [
        `a request whose ${key} is ${JSON.stringify(value).slice(0, 20)}`,
        JSON.stringify(withRequest({ [key]: value })),
      ] as const,
  ),
  ...(
    [
      ['code', '\x1b[2J'],
      ['code', 'x y'],
      ['token', '<b>'],
      ['method', '\n'],
      ['host', 'evil\x1b'],
      ['path', '/\x07'],
    ] as const
  ).map(
    ([key, value]) =>
      [`a refusal whose ${key} is ${JSON.stringify(value)}`, JSON.stringify(withRefusal({ [key]: value }))] as const,
  ),
]

describe('reading what a session learned', () => {
  it('takes what was written', () => {
    expect(parseLearned(JSON.stringify(learned))).toEqual(learned)
  })

  it.each(FOREIGN)('refuses %s', (_, text) => {
    expect(parseLearned(text)).toBeNull()
    expect(({} as { x?: number }).x).toBeUndefined()
  })
})
