import { describe, expect, it } from 'vitest'
import { formatDomain, parseDomain, parseName } from './domain.ts'

describe('parseName', () => {
  it.each(['', '-a', '.a', '_a', 'A', 'a b', 'a/b', 'a\n', 'é', 'a'.repeat(65), '__proto__', '\u202ea'])(
    'refuses %j',
    (text) => {
      expect(() => parseName(text)).toThrow(expect.objectContaining({ code: 'name-invalid' }))
    },
  )

  it.each(['a', '0', 'github-web', 'a.b_c-d', 'a'.repeat(64), 'constructor'])('takes %j', (text) => {
    expect(parseName(text)).toBe(text)
  })
})

it.each([parseName, parseDomain])('%o does not repeat what may be a secret', (parse) => {
  const canary = 'CanaryCanaryCanary0123456789'
  expect(() => parse(canary)).toThrow(expect.not.objectContaining({ message: expect.stringContaining('Canary') }))
})

describe('parseDomain', () => {
  it.each([
    '',
    'web',
    ':web',
    'project:',
    'project:Web',
    'team:web',
    'project:web:x',
    'Project:web',
    ' project:web',
    'project:web\n',
    'constructor:web',
  ])('refuses %j', (text) => {
    expect(() => parseDomain(text)).toThrow(expect.objectContaining({ code: 'domain-invalid' }))
  })

  it.each(['project:web', 'service:billing', 'dataset:acme-eu'])('reads %j and writes it back', (text) => {
    expect(formatDomain(parseDomain(text))).toBe(text)
  })
})
