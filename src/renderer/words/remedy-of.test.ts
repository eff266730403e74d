import { describe, expect, it } from 'vitest'
import { remedyOf } from './remedy-of.ts'

const finding = (rule: string, url = 'https://github.com/settings/tokens') => ({
  ...({ rule, severity: 'god', title: '', why: '' } as const),
  remedy: { text: '', url },
})

const GITHUB = { provider: 'github', narrowable: false }
const PYPI = { provider: 'pypi', narrowable: true }
const NOBODY = { provider: null, narrowable: false }

describe('the button of a finding', () => {
  it.each(['javascript:1', 'http://github.com', '', 'not an address'])('opens nothing at %j', (url) => {
    expect(remedyOf(finding('BH003', url), GITHUB)).toBeNull()
  })

  it.each([
    ['BH003', 'Make a narrower one'],
    ['BH101', 'Make a narrower one'],
    ['BH007', 'Rotate…'],
    ['BH015', 'Revoke it'],
    ['BH001', 'Name its hosts…'],
  ])('of %s says %s', (rule, words) => {
    expect(remedyOf(finding(rule), GITHUB)?.words).toBe(words)
  })

  it.each([
    ['BH004', 'narrow', 'Make a narrower one…'],
    ['BH007', 'narrow', 'Make one that ends…'],
    ['BH008', 'rotate', 'Rotate…'],
    ['BH015', 'open', 'Revoke it'],
    ['BH001', 'edit', 'Name its hosts…'],
  ])('of %s, where it can be narrowed here, does %s', (rule, does, words) => {
    expect(remedyOf(finding(rule), PYPI)).toEqual({ does, words })
  })

  it('promises no narrower token where the provider is not known', () => {
    expect(remedyOf(finding('BH006'), NOBODY)?.words).toBe('Read how')
    expect(remedyOf(finding('BH015'), NOBODY)?.words).toBe('Read how')
  })

  it('takes no rule for one that an object has by itself', () => {
    expect(remedyOf(finding('constructor'), GITHUB)?.words).toBe('Make a narrower one')
  })
})
