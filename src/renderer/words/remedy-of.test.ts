import { describe, expect, it } from 'vitest'
import { remedyOf } from './remedy-of.ts'

const finding = (rule: string, url = 'https://github.com/settings/tokens') => ({
  ...({ rule, severity: 'god', title: '', why: '' } as const),
  remedy: { text: '', url },
})

describe('the button of a finding', () => {
  it.each(['javascript:1', 'http://github.com', '', 'not an address'])('opens nothing at %j', (url) => {
    expect(remedyOf(finding('BH003', url), 'github')).toBeNull()
  })

  it.each([
    ['BH003', 'Make a narrower one'],
    ['BH101', 'Make a narrower one'],
    ['BH007', 'Rotate…'],
    ['BH015', 'Revoke it'],
    ['BH001', 'Name its hosts…'],
  ])('of %s says %s', (rule, words) => {
    expect(remedyOf(finding(rule), 'github')?.words).toBe(words)
  })

  it('promises no narrower token where the provider is not known', () => {
    expect(remedyOf(finding('BH006'), null)?.words).toBe('Read how')
    expect(remedyOf(finding('BH015'), null)?.words).toBe('Read how')
  })

  it('takes no rule for one that an object has by itself', () => {
    expect(remedyOf(finding('constructor'), 'github')?.words).toBe('Make a narrower one')
  })
})
