import { createHmac } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cpuTime } from '../identify/testing/cpu-time.ts'
import type { Hash } from '../ports.ts'
import { fingerprint } from '../token/fingerprint.ts'
import { type KnownTokens, knownTokenIn, tokenRuns } from './known-tokens.ts'

// What is tried is the same in each run.
fc.configureGlobal({ seed: 20_261_124 })

const salt = new Uint8Array(16).fill(7)
const hash: Pick<Hash, 'hmac'> & Hash = {
  sha256: () => new Uint8Array(32),
  hmac: (key, bytes) => createHmac('sha256', key).update(bytes).digest(),
}

const known = (...tokens: string[]): KnownTokens => ({
  names: new Map(tokens.map((token, index) => [fingerprint(token, salt, hash) ?? '', `token-${index}`])),
  salt,
  hash,
})

/** One of each alphabet that providers use; made up. */
const TOKENS: Readonly<Record<string, string>> = {
  'letters and digits': 'abcdefghijKLMNOPQRST0123',
  'with underscores': 'ghp_abcdefghijklmnopqrstuvwxyz0123',
  'with dashes': 'glpat-abcdefghij_klmnopqrs',
  'with dots': 'hvs.abcdefghij.klmnopqrstuv',
  'a JWT': 'eyJhbGciOiJub25lIn0.eyJzdWIiOiIxMjM0NTY3ODkwIn0.c2lnbmF0dXJl-_',
  base64: 'abcdefghij+klmno/pqrstuvwx==',
  'base64 that begins with a slash': '/bcdefghij+klmno/pqrstuvwx',
  base64url: 'abcdefghij-klmno_pqrstuvwx=',
  'with a colon': '1234567890:AAabcdefghijklmnopqrstuvwxyz_-01',
  'with a tilde': 'abc8Q~defghijklmnopqrstuvwxyz0123.4',
  'with punctuation': 'p4ss!word$with%all*kinds^of&signs',
}

/** Where a token of any alphabet is found: `@` stands for it. */
const PLACES: readonly string[] = [
  '@',
  ' @ ',
  '@\n',
  'Bearer @',
  'Authorization: Bearer @',
  '"@"',
  "x '@' y",
  'a\n@\nb',
  'KEY=@',
  'export KEY="@"',
]

/** Where it may be glued to signs that are none of its own. */
const GLUED: readonly string[] = [
  'A=1,B=@,C=2',
  '{"auth":"@"}',
  'https://u:@@host.example/x',
  'https://h.example/?t=@&u=1',
  '[@]',
  '(@)',
  '<@>',
  '@;',
  '--token=@ -v',
]

describe('a known token in foreign text', () => {
  it('is not found in what is shorter than 20 characters, whatever that is', () => {
    expect(knownTokenIn('short', known('short'))).toBeNull()
  })

  it.each(Object.entries(TOKENS))('is found when it is %s', (_, token) => {
    for (const place of PLACES)
      expect(
        knownTokenIn(
          place.replace('@', () => token),
          known(token),
        ),
        place,
      ).toBe('token-0')
  })

  it.each(Object.entries(TOKENS).filter(([what]) => !/punctuation|slash|colon/.test(what)))(
    'is found between signs when it is %s',
    (_, token) => {
      for (const place of GLUED) {
        const at = place.lastIndexOf('@h') > 0 ? place.indexOf('@') : place.indexOf('@')
        expect(knownTokenIn(place.slice(0, at) + token + place.slice(at + 1), known(token)), place).toBe('token-0')
      }
    },
  )

  it('is found percent-encoded in a URL', () => {
    const token = TOKENS.base64 ?? ''
    expect(knownTokenIn(`https://u:${encodeURIComponent(token)}@h.example`, known(token))).toBe('token-0')
  })

  it('is found with blanks and commas in it, after the name of a setting', () => {
    const token = 'FlyV1 fm2_abcdefghijklmnop,fm2_qrstuvwxyz'
    for (const place of ['@', 'FLY_API_TOKEN=@', 'Authorization: @', 'export X="@"']) {
      expect(knownTokenIn(place.replace('@', token), known(token)), place).toBe('token-0')
    }
  })

  it('is found as a key of several lines', () => {
    const token = '-----BEGIN PRIVATE KEY-----\nabcdefghijklmnop\nqrstuvwxyz\n-----END PRIVATE KEY-----'
    for (const place of ['@', '@\n', '\n@\n'])
      expect(knownTokenIn(place.replace('@', token), known(token))).toBe('token-0')
  })

  it('is not found where more of its own kind stands before or after it', () => {
    const token = TOKENS['with underscores'] ?? ''
    for (const text of [`x${token}`, `${token}x`, token.slice(1), token.slice(0, -1), token.toUpperCase()]) {
      expect(knownTokenIn(text, known(token)), text).toBeNull()
    }
  })

  it('is found wherever blanks, quotes or commas set it apart', () => {
    const token = fc.string({ unit: fc.constantFrom(...'abcXYZ019_-.+/=~'), minLength: 20, maxLength: 60 })
    const noise = fc.string({ maxLength: 40 })
    const apart = fc.constantFrom(' ', '\n', '\t', '"', "'", ' "')
    fc.assert(
      fc.property(token, noise, noise, apart, apart, (value, before, after, open, close) => {
        expect(knownTokenIn(before + open + value + close + after, known(value))).toBe('token-0')
      }),
    )
  })

  it.each(Object.entries(TOKENS).filter(([what]) => !/punctuation|slash|colon|base64$/.test(what)))(
    'is found in a path below the home folder, and in a list of paths, when it is %s',
    (_, token) => {
      for (const place of [`/home/me/${token}`, `/home/me/x/${token}`, `/usr/bin:/home/me/${token}`, `a:/b:${token}`])
        expect(knownTokenIn(place, known(token), '/home/me/'), place).toBe('token-0')
    },
  )

  it('costs time that grows with the text and no faster', () => {
    const shapes = [
      (n: number) => 'x'.repeat(n),
      (n: number) => 'x '.repeat(n / 2),
      (n: number) => 'abcdefghijklmnopqrstu,'.repeat(n / 22),
      (n: number) => '%41'.repeat(n / 3),
      (n: number) => '='.repeat(n),
      (n: number) => 'a=b:c;'.repeat(n / 6),
      (n: number) => '\n'.repeat(n),
    ]
    for (const shape of shapes) {
      const text = shape(200_000)
      expect(
        cpuTime(() => tokenRuns(text)),
        text.slice(0, 20),
      ).toBeLessThan(2_000)
      expect([...tokenRuns(text)].reduce((sum, run) => sum + run.length, 0)).toBeLessThan(40 * text.length)
    }
  })
})
