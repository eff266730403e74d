import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readMacaroon } from './macaroon.ts'
import { pypiCaveats } from './pypi-caveats.ts'
import { pypiOf } from './testing/sample-secret.ts'

// What is tried is the same in each run.
fc.configureGlobal({ seed: 20_261_124 })

const caveatsOf = (...caveats: unknown[]) => pypiCaveats(pypiOf(caveats, 'pypi.org'))

describe('pypiCaveats', () => {
  const whole = pypiOf(
    [
      [1, ['web']],
      [0, 1893456000, 0],
    ],
    'pypi.org',
  )

  it('answers every cut of a token with null', () => {
    for (let length = 5; length < whole.length - 1; length++) expect(pypiCaveats(whole.slice(0, length))).toBeNull()
  })

  it('answers a token with more after it with null', () => {
    expect(pypiCaveats(`${whole}AAAA`)).toBeNull()
  })

  it('answers changed bytes with null or with caveats, and never throws', () => {
    const bytes = Buffer.from(whole.slice(5), 'base64url')
    fc.assert(
      fc.property(fc.nat(bytes.length - 1), fc.nat(255), (at, value) => {
        const changed = Buffer.from(bytes)
        changed[at] = value
        expect(() => pypiCaveats(`pypi-${changed.toString('base64url')}`)).not.toThrow()
      }),
      { numRuns: 2000 },
    )
  })

  it('answers noise with null, and never throws', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 300 }),
        (noise) => readMacaroon(Buffer.from([2, ...noise]).toString('base64url')) === null || noise.length > 30,
      ),
    )
  })

  it('answers a length that points past the end, and one that never ends, with null', () => {
    expect(readMacaroon(Buffer.from([2, 1, 0xff, 0xff, 0x7f]).toString('base64url'))).toBeNull()
    expect(readMacaroon(Buffer.from([2, 1, ...Array<number>(20).fill(0xff)]).toString('base64url'))).toBeNull()
  })

  it('answers more caveats than anybody makes with null', () => {
    expect(caveatsOf(...Array.from({ length: 101 }, () => [3, 'u']))).toBeNull()
  })

  it('reads a token without caveats as one for every project', () => {
    expect(caveatsOf()).toEqual({
      location: 'pypi.org',
      projects: null,
      names: null,
      expiresAt: null,
      notBefore: null,
      says: [],
    })
  })

  it.each([
    ['names', [[1, ['web', 'api']]], ['web', 'api']],
    ['ids', [[2, ['id-1']]], ['id-1']],
    ['the old form', [{ version: 1, permissions: { projects: ['web'] } }], ['web']],
    ['the old form of ids', [{ project_ids: ['id-1'] }], ['id-1']],
    [
      'two lists, which leave what they share',
      [
        [1, ['web', 'api']],
        [1, ['api', 'cli']],
      ],
      ['api'],
    ],
    [
      'two lists that share nothing',
      [
        [1, ['web']],
        [1, ['api']],
      ],
      [],
    ],
    [
      'names and ids, which are the same projects',
      [
        [1, ['web']],
        [2, ['id-1']],
      ],
      ['web'],
    ],
    ['the whole user', [{ version: 1, permissions: 'user' }], null],
    ['an unknown permission', [{ version: 1, permissions: { groups: ['x'] } }], null],
    ['a list with a number in it', [[1, ['web', 7]]], null],
    ['an unknown tag', [[77, ['web']]], null],
  ])('reads projects from %s', (_, caveats, projects) => {
    expect(caveatsOf(...caveats)?.projects).toEqual(projects)
  })

  it('takes the earliest of several ends', () => {
    expect(caveatsOf([0, 1893456000, 0], { exp: 1800000000, nbf: 0 })?.expiresAt).toBe('2027-01-15T08:00:00.000Z')
  })

  it('says each caveat in words', () => {
    expect(caveatsOf([1, ['web']], [3, 'u'], [4, 'p'], ['?'])?.says).toEqual([
      'only the projects web',
      'only for the user who made it',
      'only for one trusted publisher',
      'one caveat that Bulkhead does not know; it can only narrow',
    ])
  })
})
