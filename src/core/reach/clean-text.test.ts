import { describe, expect, it } from 'vitest'
import { encodingsOf, newCanary } from '../../../e2e/canaries.ts'
import { cpuTime } from '../identify/testing/cpu-time.ts'
import { cleanerFor } from './clean-text.ts'

const canary = newCanary('a token', 'ghp_', 36)
const clean = cleanerFor(canary.value)
const WITHHELD = '(withheld: it repeats the token)'

describe('foreign text', () => {
  it.each(['octocat', 'Acme, Inc.', 'acme/web', 'Ünïcödé', 'ci (main)', 'read:user', '日本', ''])(
    '%j stays as it is',
    (text) => {
      expect(clean(text)).toBe(text)
    },
  )

  it.each([
    ['a\nb', 'a b'],
    ['a\r\n\tb', 'a b'],
    ['\u001b[31mred\u001b[0m', '[31mred [0m'],
    ['user\u202egnp.exe', 'user gnp.exe'],
    ['a\u200bb\u2060c', 'a b c'],
    ['line\u2028line', 'line line'],
    ['half \ud83d', 'half \ufffd'],
    ['tag\u{e0041}', 'tag'],
    ['nul\0', 'nul'],
  ])('%j is shown as %j', (text, expected) => {
    expect(clean(text)).toBe(expected)
  })

  it('is short', () => {
    expect(clean('a'.repeat(1_000_000)).length).toBeLessThan(400)
  })

  it.each(encodingsOf(canary.value))('that repeats the secret (%s) is withheld', (_, needle) => {
    expect(clean(`you sent ${needle.toString('latin1')}`)).toBe(WITHHELD)
  })

  it.each([
    ['with blanks', (value: string) => [...value].join(' ')],
    ['with dots', (value: string) => [...value].join('.')],
    ['in capitals', (value: string) => value.toUpperCase()],
    ['without its beginning', (value: string) => value.slice(10)],
    ['without its end', (value: string) => value.slice(0, 24)],
    ['in the middle', (value: string) => `xx${value.slice(8, 22)}xx`],
    ['as entities', (value: string) => [...value].map((one) => `&#${one.charCodeAt(0)};`).join('')],
    [
      'in hex with colons',
      (value: string) =>
        Buffer.from(value)
          .toString('hex')
          .replace(/..(?=.)/g, '$&:'),
    ],
  ])('that repeats the secret %s is withheld', (_, repeat) => {
    expect(clean(repeat(canary.value))).toBe(WITHHELD)
  })

  it('that repeats a short secret, or one of no letters, is withheld', () => {
    expect(cleanerFor('hunter2')('the password is Hunter2')).toBe(WITHHELD)
    expect(cleanerFor('!?!?!?!?')('you sent !?!?!?!?')).toBe(WITHHELD)
    expect(cleanerFor('')('anything')).toBe('anything')
  })

  it('is cleaned in time that grows with the secret, not with its square', () => {
    const long = 'x1y2z3w4'.repeat(1_000)
    expect(cpuTime(() => cleanerFor(long)('a'.repeat(100_000)))).toBeLessThan(1_000)
  })
})
