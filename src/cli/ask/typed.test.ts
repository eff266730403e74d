import { describe, expect, it } from 'vitest'
import { NOTHING_TYPED, typeMore } from './typed.ts'

const typed = (...chunks: string[]) => chunks.reduce(typeMore, NOTHING_TYPED)

describe('a hidden line', () => {
  it.each([
    ['typed and entered', ['ab', 'c\r'], 'abc'],
    ['with a slip taken back', ['abd\x7fc\r'], 'abc'],
    ['with a character of two halves taken back', ['a👩\x7fb\r'], 'ab'],
    ['begun again', ['wrong\x15abc\n'], 'abc'],
    ['with arrows and other keys', ['a\x1b[Db\x1bOPc\x01\r'], 'abc'],
    ['ended by Control-D', ['abc\x04'], 'abc'],
    ['pasted, of several lines', ['\x1b[200~-----\rline\n\x1b[201~', '\r'], '-----\nline\n'],
    ['pasted in pieces', ['\x1b[200~ab', 'c\x1b[201~\r'], 'abc'],
  ])('%s is given', (_, chunks, text) => {
    expect(typed(...chunks)).toEqual({ text, isPasting: false, state: 'given' })
  })

  it.each([
    ['Control-C', ['abc\x03']],
    ['Control-D on nothing', ['\x04']],
  ])('is cancelled by %s, and forgotten', (_, chunks) => {
    expect(typed(...chunks)).toMatchObject({ text: '', state: 'cancelled' })
  })

  it.each([
    ['in one piece', ['line\rline\r']],
    ['right after it', ['line\r', 'line']],
  ])('is not taken when more follows its end: %s', (_, chunks) => {
    expect(typed(...chunks).state).toBe('several-lines')
  })
})
