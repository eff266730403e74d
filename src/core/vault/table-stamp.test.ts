import { describe, expect, it } from 'vitest'
import { nodeHash } from '../../node/hash.ts'
import { PROVIDERS } from '../providers/providers.ts'
import type { Provider } from '../token/provider.ts'
import { tableStamp } from './table-stamp.ts'

const [first, ...others] = PROVIDERS as [Provider, ...Provider[]]

const stampOf = (table: readonly Provider[]): string => tableStamp(table, nodeHash)

describe('the stamp of a provider table', () => {
  it('is the same for the same table, whoever made it', () => {
    expect(stampOf(PROVIDERS)).toMatch(/^[0-9a-f]{16}$/)
    expect(stampOf([...PROVIDERS])).toBe(stampOf(PROVIDERS))
  })

  it.each<[string, Provider]>([
    ['a form less', { ...first, formats: first.formats.slice(1) }],
    ['another pattern', { ...first, formats: first.formats.map((form) => ({ ...form, pattern: /^x$/ })) }],
    ['another flag of a pattern', { ...first, formats: first.formats.map((form) => ({ ...form, pattern: /^x$/u })) }],
    ['another reach', { ...first, formats: first.formats.map((form) => ({ ...form, breadth: 'organisation' })) }],
    ['a checksum', { ...first, formats: first.formats.map((form) => ({ ...form, checksum: () => true })) }],
    ['something to read inside', { ...first, formats: first.formats.map((form) => ({ ...form, read: () => null })) }],
    ['a scope', { ...first, scopes: new Map([['x', { access: 'read' }]]) }],
  ])('is another with %s', (_, changed) => {
    expect(stampOf([changed, ...others])).not.toBe(stampOf(PROVIDERS))
  })

  it('does not change with the words in which code is written', () => {
    const withChecksum = (checksum: () => boolean): Provider[] => [
      { ...first, formats: first.formats.map((form) => ({ ...form, checksum })) },
    ]
    const one = withChecksum(() => true)
    const other = withChecksum(() => 1 === Number('1'))
    expect(stampOf(one)).toBe(stampOf(other))
  })
})
