import { describe, expect, it } from 'vitest'
import { liveTraffic } from './live-traffic.ts'

const at = '2026-11-24T10:00:00.000Z'
const row = {
  at,
  token: 'web',
  method: 'GET',
  host: 'a.example',
  path: '/',
  status: 200,
  decision: 'allowed',
  code: null,
}
const whole = { v: 1, at, strict: true, allowed: 1, refused: 0, seconds: [1], scopes: [], last: [row] }

describe('what a broker wrote of its traffic', () => {
  it('is taken when it has its shape', () => {
    expect(liveTraffic(() => whole)).toEqual(whole)
  })

  it.each([
    null,
    [],
    'text',
    { ...whole, v: 2 },
    { ...whole, allowed: '1' },
    { ...whole, last: {} },
    { ...whole, last: [{ ...row, decision: 'perhaps' }] },
    { ...whole, last: [{ ...row, host: 'x'.repeat(5000) }] },
    { ...whole, at: 'now' },
  ])('is passed over when it is %j', (content) => {
    expect(liveTraffic(() => content)).toBeNull()
  })

  it('is passed over when its file cannot be trusted', () => {
    expect(
      liveTraffic(() => {
        throw new Error('unsafe')
      }),
    ).toBeNull()
  })
})
