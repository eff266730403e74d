import { createHash, randomBytes, randomInt } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { fromBase64, fromUtf8 } from '../identify/base64.ts'
import { readFlyMacaroons } from '../identify/fly-macaroon.ts'
import { identify } from '../identify/identify.ts'
import { readMacaroon } from '../identify/macaroon.ts'
import { jwtOf, pypiOf } from '../identify/testing/sample-secret.ts'
import { PROVIDERS } from '../providers/providers.ts'
import { Secret } from '../token/secret.ts'
import { lengthsOf, textFor } from './pattern-text.ts'
import { makePlaceholder } from './placeholder.ts'
import { placeholderHash } from './placeholder-hash.ts'

const NOW = new Date('2026-11-24T12:00:00Z')
const world = { now: () => NOW, random: (bytes: number) => Uint8Array.from(randomBytes(bytes)) }
const placeholderFor = (secret: string): string => makePlaceholder(new Secret(secret), PROVIDERS, world)

/** Every form that a request can carry, with a secret of it; made up by chance. */
const CARRIED = PROVIDERS.flatMap((provider) =>
  provider.formats
    .filter((format) => (format.carried ?? provider.carried) !== 'never')
    .map((format) => {
      const lengths = lengthsOf(format.pattern)
      const length = Math.min(lengths?.longest ?? 0, (lengths?.shortest ?? 0) + 30)
      return { title: `${provider.id}: ${format.kind}`, format, text: textFor(format.pattern, length, randomInt)?.text }
    }),
)

/** The longest text that two texts share in the same place, once their common beginning is cut off. */
function longestShared(one: string, other: string): number {
  let start = 0
  while (start < one.length && one[start] === other[start]) start++
  let longest = 0
  for (let at = start, run = 0; at < one.length; at++) {
    run = one[at] === other[at] ? run + 1 : 0
    longest = Math.max(longest, run)
  }
  return longest
}

describe('a placeholder', () => {
  it.each(CARRIED)('of $title is worthless, new each time, and has a form of that provider', ({ text, format }) => {
    const secret = text ?? ''
    expect(secret).toMatch(format.pattern)
    const known = identify(secret, PROVIDERS)
    const [one, other] = [placeholderFor(secret), placeholderFor(secret)]
    expect(one).not.toBe(other)
    expect(one.length).toBeGreaterThanOrEqual(20)
    expect(one.includes(secret) || secret.includes(one)).toBe(false)
    const { provider, checksum } = identify(one, PROVIDERS)
    expect(checksum).not.toBe('valid')
    // One row leaves no room for chance: 19 hexadecimal digits.
    if (known.format?.prefix !== 'NRJS-') expect(provider?.id).toBe(known.provider?.id)
    // What all of one form share besides their beginning is at most a mark in the middle of 12, beside some chance.
    expect(longestShared(secret, one)).toBeLessThanOrEqual(18)
  })

  it.each(['ghp_', 'gho_', 'ghu_', 'ghs_', 'ghr_', 'npm_'])('of a token in %s has a wrong checksum', (prefix) => {
    const real = `${prefix}${'Ab1'.repeat(12)}`
    for (let count = 0; count < 50; count++) {
      const placeholder = placeholderFor(real)
      expect(placeholder).toMatch(new RegExp(`^${prefix}[A-Za-z0-9]{36}$`))
      expect(identify(placeholder, PROVIDERS).checksum).toBe('wrong')
    }
  })

  it.each(['sk-ant-api03-', 'xoxb-', 'xapp-1-', 'sk_live_', 'rk_test_', 'pk_live_'])(
    'keeps the beginning %s',
    (prefix) => {
      expect(placeholderFor(prefix + 'aB3'.repeat(20)).startsWith(prefix)).toBe(true)
    },
  )

  it.each([
    ['one character', 'x', 24],
    ['20 characters of no form', 'correct-horse-batter', 24],
    ['25 characters', '~'.repeat(25), 32],
    ['70 characters', '~'.repeat(70), 96],
    ['a mebibyte', '~'.repeat(1024 * 1024), 256],
  ])('of %s has letters and digits, and that length roughly', (_, secret, length) => {
    expect(placeholderFor(secret)).toMatch(new RegExp(`^[A-Za-z0-9]{${length}}$`))
  })

  it('of a JWT says nothing but when it ends, and has no key', () => {
    const claims = { sub: 'somebody', scope: 'everything', exp: 1_900_000_000 }
    const real = jwtOf(claims, { alg: 'RS256', kid: 'k' })
    const parts = placeholderFor(real).split('.')
    const [header, body] = parts.map((part) => fromUtf8(fromBase64(part) ?? new Uint8Array()))
    expect(JSON.parse(header ?? '')).toEqual({ alg: 'none', typ: 'JWT' })
    expect(JSON.parse(body ?? '')).toEqual({ exp: 1_900_000_000 })
    expect(fromBase64(parts[2] ?? '')).toHaveLength(32)
    expect(real.split('.')).not.toContain(parts[2])
  })

  it('of a JWT without an end ends in a month', () => {
    const [, body = ''] = placeholderFor(jwtOf({ sub: 'x' }, { alg: 'HS256' })).split('.')
    expect(JSON.parse(fromUtf8(fromBase64(body) ?? new Uint8Array()) ?? '')).toEqual({
      exp: Math.floor(NOW.getTime() / 1000) + 30 * 24 * 3600,
    })
  })

  it.each(['pypi.org', 'test.pypi.org'])('of a token of %s is a macaroon without caveats', (location) => {
    const real = pypiOf([[1, ['web']]], location)
    const read = readMacaroon(placeholderFor(real).slice('pypi-'.length))
    expect(read?.location).toBe(location)
    expect(read?.caveats).toEqual([])
  })

  it('of a token of Fly.io is one macaroon without caveats, with its scheme', () => {
    const placeholder = placeholderFor(`FlyV1 fm2_${'Ab1d'.repeat(30)},fm2_${'Cd3e'.repeat(30)}`)
    expect(placeholder.startsWith('FlyV1 fm2_')).toBe(true)
    expect(readFlyMacaroons([placeholder.slice('FlyV1 '.length)])).toEqual([
      expect.objectContaining({ location: 'https://api.fly.io/v1', caveats: [] }),
    ])
  })

  it('of a Mailchimp key names its data centre, which is a part of the address', () => {
    expect(placeholderFor(`${'0af1'.repeat(8)}-us17`)).toMatch(/^[a-f0-9]{32}-us17$/)
  })

  it('ignores white space that was stored around the secret', () => {
    expect(placeholderFor(` ghp_${'Ab1'.repeat(12)}\n`)).toMatch(/^ghp_[A-Za-z0-9]{36}$/)
  })

  it('is kept as its SHA-256', () => {
    const sha256 = (bytes: Uint8Array) => Uint8Array.from(createHash('sha256').update(bytes).digest())
    expect(placeholderHash('abc', { sha256 })).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad')
  })
})

describe('a text for a pattern', () => {
  it.each([/^(a)\1$/, /^a(?=b)$/, /^[^a]{3}$/, /^a.b$/, /^\bab$/, /^(?<name>a)$/])('is not made for %s', (pattern) => {
    expect(textFor(pattern, 3, randomInt)).toBeNull()
  })

  it.each([
    [/^a{3}$/, 2],
    [/^a{3}$/, 4],
    [/^(?:ab|abcd)$/, 3],
  ] as const)('of %s is not made with %i characters', (pattern, length) => {
    expect(textFor(pattern, length, randomInt)).toBeNull()
  })

  it.each([
    [/^x[a-c\d_-]{2,5}(?:\.[0-9]{2})?y$/, 4],
    [/^x[a-c\d_-]{2,5}(?:\.[0-9]{2})?y$/, 10],
    [/^(?:ab|cdef)+$/, 6],
    [/^\$\/[+\-\\]{3}$/, 5],
    [/^k(?!aaaa)[a-z]*=?$/, 5],
  ] as const)('of %s is made with %i characters', (pattern, length) => {
    for (let count = 0; count < 20; count++) {
      const text = textFor(pattern, length, randomInt)?.text ?? ''
      expect(text).toMatch(pattern)
      expect(text).toHaveLength(length)
    }
  })
})
