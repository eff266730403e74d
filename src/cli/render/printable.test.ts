import { describe, expect, it } from 'vitest'
import { printable, printableJson, printableLines } from './printable.ts'

describe('text for a terminal', () => {
  it.each([
    ['an escape sequence', '\x1b[2Jgone', '\\x1b[2Jgone'],
    ['a title change', '\x1b]0;pwn\x07', '\\x1b]0;pwn\\x07'],
    ['an 8-bit control', '\x9b2J', '\\x9b2J'],
    ['a carriage return', 'good\rbad', 'good\\x0dbad'],
    ['a line feed', 'one\ntwo', 'one\\x0atwo'],
    ['a delete', 'a\x7f', 'a\\x7f'],
    ['a right-to-left override', 'gpj\u202eexe', 'gpj\\u{202e}exe'],
    ['an isolate', '\u2066x\u2069', '\\u{2066}x\\u{2069}'],
    ['an Arabic letter mark', '\u061c', '\\u{61c}'],
    ['a line separator', '\u2028', '\\u{2028}'],
    ['a lone surrogate', '\ud800', '\\u{d800}'],
  ])('shows %s', (_, text, shown) => {
    expect(printable(text)).toBe(shown)
  })

  it('leaves what people write', () => {
    const text = 'naïve 東京 שלום 👩‍🚀 ~!"'
    expect(printable(text)).toBe(text)
  })

  it('keeps line feeds and tabs where lines are wanted, and nothing else', () => {
    expect(printableLines('a\n\tb\r\x1b')).toBe('a\n\tb\\x0d\\x1b')
  })
})

describe('JSON for a terminal', () => {
  it('holds nothing that a terminal obeys, and reads back as it was', () => {
    const value = { name: 'x\x1b[2J\x9b\u202e\u2028\x7f\ud800"\\' }
    const text = printableJson(value)
    expect(text).toMatch(/^[\x20-\x7e]*$/)
    expect(JSON.parse(text)).toEqual(value)
  })

  it('leaves what people write', () => {
    expect(printableJson({ name: '東京 👩‍🚀' })).toBe('{"name":"東京 👩‍🚀"}')
  })
})
