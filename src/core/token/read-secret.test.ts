import { describe, expect, it } from 'vitest'
import { readSecret, SECRET_LIMIT } from './read-secret.ts'

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text)

describe('readSecret', () => {
  it.each([
    ['nothing', new Uint8Array()],
    ['only a line end', bytes('\n')],
    ['only a Windows line end', bytes('\r\n')],
    ['a NUL byte', bytes('canary\0tail')],
    ['bytes that are not UTF-8', new Uint8Array([0x63, 0xff, 0xfe])],
    ['an encoded lone surrogate', new Uint8Array([0xed, 0xa0, 0x80])],
    ['an overlong encoding', new Uint8Array([0xc0, 0xaf])],
    ['one byte over 1 MiB', new Uint8Array(SECRET_LIMIT + 1).fill(0x61)],
  ])('refuses %s', (_what, input) => {
    expect(() => readSecret(input)).toThrow(expect.objectContaining({ code: 'secret-invalid' }))
  })

  it.each([
    ['canary', 'canary'],
    ['canary\n', 'canary'],
    ['canary\r\n', 'canary'],
    ['canary\n\n', 'canary\n'],
    ['canary\r\n\r\n', 'canary\r\n'],
    ['canary\r', 'canary\r'],
    [' canary ', ' canary '],
    ['\ufeffcanary', '\ufeffcanary'],
    ['é😀\u202e', 'é😀\u202e'],
    ['x', 'x'],
  ])('reads %j', (input, expected) => {
    expect(readSecret(bytes(input)).reveal() === expected).toBe(true)
  })

  it('takes exactly 1 MiB, with its line end beside', () => {
    const full = new Uint8Array(SECRET_LIMIT + 1).fill(0x61)
    full[SECRET_LIMIT] = 0x0a
    expect(readSecret(full).byteLength).toBe(SECRET_LIMIT)
  })

  it('does not repeat the secret in a refusal', () => {
    expect(() => readSecret(bytes('canary\0'))).toThrow(
      expect.not.objectContaining({ message: expect.stringContaining('canary') }),
    )
  })
})
