import { describe, expect, it } from 'vitest'
import { printable, shorten } from './printable.ts'

describe('printable', () => {
  it.each([
    ['a\u0000b', 'a‹NUL›b'],
    ['line\r\nline', 'line‹CR›‹LF›line'],
    ['\u001b[31mred', '‹ESC›[31mred'],
    ['del\u007f', 'del‹007F›'],
    ['c1 \u009b', 'c1 ‹009B›'],
    ['abc\u202egpj.exe', 'abc‹202E›gpj.exe'],
    ['\u2066isolated\u2069', '‹2066›isolated‹2069›'],
    ['zero\u200bwidth', 'zero‹200B›width'],
    ['one\u2028two', 'one‹2028›two'],
    ['lone \ud800 surrogate', 'lone ‹D800› surrogate'],
  ])('shows %j as %j', (text, shown) => {
    expect(printable(text)).toBe(shown)
  })

  it.each(['github-web', 'שלום', 'naïve 日本 😀', '<img src=x onerror=alert(1)>'])('leaves %j as it is', (text) => {
    expect(printable(text)).toBe(text)
  })
})

describe('shorten', () => {
  it('leaves what fits', () => {
    expect(shorten('abc', 3)).toBe('abc')
  })

  it('cuts what does not, the ellipsis within the limit', () => {
    expect(shorten('abcdef', 4)).toBe('abc…')
  })

  it('never splits a surrogate pair', () => {
    expect(shorten('ab😀cd', 4)).toBe('ab…')
  })
})
