import { expect, it } from 'vitest'
import { isReachUnknown } from './is-reach-unknown.ts'
import { tokenWith } from './token-with.ts'

const doubt = {
  ...({ rule: 'BH013', severity: 'note', title: 'May do more than is known', why: '' } as const),
  remedy: { text: '', url: '' },
}

it('knows no reach of a token whose verdict is unknown', () => {
  expect(isReachUnknown(tokenWith({ verdict: 'unknown' }))).toBe(true)
})

it('knows none where another rule decided the verdict and the doubt stays', () => {
  expect(isReachUnknown(tokenWith({ verdict: 'wide', findings: [doubt] }))).toBe(true)
})

it('knows enough where something crosses already', () => {
  expect(isReachUnknown(tokenWith({ verdict: 'wide', findings: [doubt], excess: ['can read all'] }))).toBe(false)
})

it('knows that of a scoped token', () => {
  expect(isReachUnknown(tokenWith({ verdict: 'scoped' }))).toBe(false)
})
