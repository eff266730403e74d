import { describe, expect, it } from 'vitest'
import { REQUESTS } from '../contract/channels.ts'
import { parseCall } from './parse-call.ts'

const ID = `tok_${'0'.repeat(26)}`

const own = (key: string, value: unknown): object => {
  const object = { id: ID }
  Object.defineProperty(object, key, { value, enumerable: true, configurable: true, writable: true })
  return object
}

describe('a request from the window', () => {
  it.each(['tokens:everything', '', 'toString', '__proto__', 'constructor', 7, null, undefined, ['tokens:list'], {}])(
    'is refused on the channel %j, which is none',
    (channel) => {
      expect(parseCall(channel, {})).toEqual({
        ok: false,
        channel: null,
        error: { code: 'usage', message: 'no such channel', hint: null },
      })
    },
  )

  it.each(Object.keys(REQUESTS))('is refused on %s when it has a field too many', (channel) => {
    expect(parseCall(channel, { surplus: 1 })).toMatchObject({ ok: false, error: { code: 'usage' } })
  })

  it.each([null, undefined, 'text', 7, true, [], () => 1, new Date(0), new Map(), Symbol('s'), 1n, new Uint8Array(4)])(
    'is refused when it is no object but %s',
    (request) => {
      expect(parseCall('tokens:remove', request)).toMatchObject({ ok: false, error: { code: 'usage' } })
    },
  )

  it.each([
    7,
    null,
    ['tok'],
    { toString: 'tok' },
    'tok_short',
    `${ID}0`,
    `${ID}\n`,
    '../../etc/passwd',
    `tok_${'é'.repeat(26)}`,
  ])('is refused when its id is %j', (id) => {
    const parsed = parseCall('tokens:remove', { id })
    expect(parsed).toMatchObject({ ok: false, error: { code: 'usage', message: 'the request does not fit: id' } })
  })

  it.each(['__proto__', 'constructor', 'prototype'])('is refused with a key %s of its own', (key) => {
    const parsed = parseCall('tokens:remove', own(key, { polluted: true }))
    expect(parsed).toMatchObject({ ok: false, error: { code: 'usage', message: 'the request is not plain data' } })
    expect(({} as Record<string, unknown>).polluted).toBeUndefined()
  })

  it('is refused when a polluting key lies deeper', () => {
    const nested: unknown = JSON.parse('{"words":[{"__proto__":{"polluted":1}}]}')
    expect(parseCall('tokens:add', nested)).toMatchObject({ ok: false, error: { code: 'usage' } })
    expect(({} as Record<string, unknown>).polluted).toBeUndefined()
  })

  it('is refused when it is 10 MB long, and the answer stays short', () => {
    const parsed = parseCall('tokens:inspect', { secret: 'x'.repeat(10_000_000) })
    expect(parsed).toMatchObject({ ok: false, error: { code: 'too-big' } })
    expect(JSON.stringify(parsed).length).toBeLessThan(200)
  })

  it('is refused when it has a hundred thousand fields, lies a thousand deep, or contains itself', () => {
    const wide = Object.fromEntries(Array.from({ length: 100_000 }, (_, index) => [`k${index}`, 1]))
    const deep = Array.from({ length: 1000 }).reduce<unknown>((inner) => ({ inner }), {})
    const round: Record<string, unknown> = {}
    round.round = round
    for (const request of [wide, deep, round]) {
      expect(parseCall('tokens:remove', request)).toMatchObject({ ok: false, error: { code: 'too-big' } })
    }
  })

  it('is refused without repeating what it held', () => {
    const planted = 'CANARY-0123456789-abcdefgh'
    const parsed = parseCall('tokens:edit', { id: planted, name: { planted }, [planted]: planted })
    expect(parsed.ok).toBe(false)
    expect(JSON.stringify(parsed)).not.toContain(planted)
  })

  it('is taken when it fits its channel', () => {
    expect(parseCall('tokens:remove', { id: ID })).toEqual({
      ok: true,
      call: { channel: 'tokens:remove', request: { id: ID } },
    })
  })
})
