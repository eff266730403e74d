import { expect, it } from 'vitest'
import type { TokenView } from '../../contract/view.ts'
import { nextStep } from './next-step.ts'
import { tokenWith } from './token-with.ts'

const NOW = new Date('2026-11-24T00:00:00Z')

const finding = (rule: string, severity: TokenView['findings'][number]['severity'] = 'god') => ({
  ...{ rule, severity, title: '', why: '' },
  remedy: { text: '', url: 'https://github.com/settings/tokens' },
})
const god = (changes: Partial<TokenView> = {}): TokenView =>
  tokenWith({ verdict: 'god', findings: [finding('BH004')], ...changes })

it('releases what is quarantined, whatever else is the matter with it', () => {
  expect(nextStep(god({ status: 'quarantined' }), NOW)).toEqual({ does: 'release' })
})

it('rotates what has expired before it is bound anywhere', () => {
  expect(nextStep(tokenWith({ expiresAt: '2026-11-23T00:00:00Z' }), NOW)).toEqual({ does: 'rotate' })
})

it('leads out of danger by the finding that decided the verdict', () => {
  expect(nextStep(god({ findings: [finding('BH013', 'note'), finding('BH007', 'wide')] }), NOW)).toMatchObject({
    does: 'remedy',
    rule: 'BH007',
    remedy: { does: 'rotate' },
  })
})

it('narrows here what can be narrowed here', () => {
  const step = nextStep(god({ provider: 'pypi', narrowable: true }), NOW)
  expect(step).toMatchObject({ does: 'remedy', remedy: { does: 'narrow' } })
})

it('promises no way out where nobody knows who made it', () => {
  expect(nextStep(god({ provider: null }), NOW)).toEqual({ does: 'bind' })
})

it.each([
  ['ask', true],
  ['bind', false],
])('says %s where the reach is not known and its provider can be asked: %j', (does, askable) => {
  expect(nextStep(tokenWith({ verdict: 'unknown', askable }), NOW)).toEqual({ does })
})

it('puts a scoped one to use', () => {
  expect(nextStep(tokenWith({ verdict: 'scoped' }), NOW)).toEqual({ does: 'bind' })
})
