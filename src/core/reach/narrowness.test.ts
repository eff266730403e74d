/**
 * No token whose caveats leave it wide is ever called narrow, whatever else is written beside them.
 */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { identify } from '../identify/identify.ts'
import type { Packed } from '../identify/read-packed.ts'
import { flySecret } from '../identify/testing/fly-secret.ts'
import { pypiOf } from '../identify/testing/sample-secret.ts'
import { PROVIDERS } from '../providers/providers.ts'
import { judge } from './assess.ts'
import { reachOf } from './reach-of.ts'

const NOW = new Date('2026-11-24T10:00:00.000Z')
const SEED = 20261124

/** The verdict with an owner who says that it only reads one thing. */
function lookedAt(text: string) {
  const { provider, format, expiresAt, ...identity } = identify(text, PROVIDERS)
  const declared = { scopes: ['read'], resources: [{ kind: 'project', name: 'web' }] }
  const reach = reachOf({ provider, format, expiresAt, ...identity }, declared, NOW.toISOString())
  const { verdict } = judge({ provider, format, expiresAt, reach, domain: null, destinations: null, twins: [] }, NOW)
  return { provider: provider?.id, breadth: reach.breadth, verdict }
}

describe('a PyPI token', () => {
  const names = fc.array(fc.constantFrom('web', 'api', 'cli'), { maxLength: 3 })
  const narrowing = fc.oneof(
    names.map((list) => [1, list]),
    names.map((list) => [2, list]),
    names.map((list) => ({ version: 1, permissions: { projects: list } })),
  )
  const other = fc.oneof(
    fc.constantFrom<unknown>(
      [3, 'u'],
      [4, 'p'],
      [0, 1893456000, 0],
      [0, 1, 1893456000],
      [1],
      [1, 'web'],
      [1, [7]],
      [1, null],
      [2, {}],
    ),
    fc
      .json()
      .map((json): unknown => JSON.parse(json))
      .filter((value) => !Array.isArray(value) || (value[0] !== 1 && value[0] !== 2)),
    fc.constantFrom<unknown>(
      { version: 2, permissions: { projects: ['web'] } },
      { version: 1, permissions: ['web'] },
      { projects: ['web'] },
    ),
  )

  it('is god-level without a caveat that names projects', () => {
    fc.assert(
      fc.property(fc.array(other, { maxLength: 8 }), (caveats) => {
        expect(lookedAt(pypiOf(caveats, 'pypi.org'))).toEqual({ provider: 'pypi', breadth: 'account', verdict: 'god' })
      }),
      { numRuns: 500, seed: SEED },
    )
  })

  it('is narrow with one, whatever stands beside it', () => {
    fc.assert(
      fc.property(
        fc.array(other, { maxLength: 4 }),
        narrowing,
        fc.array(other, { maxLength: 4 }),
        (before, caveat, after) => {
          expect(['resource', 'several']).toContain(lookedAt(pypiOf([...before, caveat, ...after], 'pypi.org')).breadth)
        },
      ),
      { numRuns: 500, seed: SEED },
    )
  })
})

describe('a Fly.io token', () => {
  type Caveat = readonly [number, Packed]
  const mask = fc.oneof(fc.integer({ min: 0, max: 31 }), fc.constantFrom(0xffff, 64))
  const map = (ids: fc.Arbitrary<Packed>) =>
    fc
      .array(fc.tuple(ids, mask), { minLength: 1, maxLength: 3 })
      .map((entries): Packed => [new Map<Packed, Packed>(entries)])
  const id = fc.oneof<fc.Arbitrary<Packed>[]>(fc.integer({ min: 1, max: 99 }), fc.constantFrom('a1', 'b2'))
  const wide: fc.Arbitrary<Caveat> = fc.oneof(
    mask.map((bits): Caveat => [0, [1, bits | 2]]),
    fc.constantFrom<Caveat>(
      [22, []],
      [4, [0, 1893456000]],
      [4, 'x'],
      [3, []],
      [3, [[1]]],
      [13, [[], 0]],
      [13, 7],
      [6, [['createApp']]],
      [99, null],
    ),
    fc.constant<Caveat>([3, [new Map<Packed, Packed>([[0, 31]])]]),
    fc.constant<Caveat>([7, [new Map<Packed, Packed>([['', 31]])]]),
    map(id).map((ids): Caveat => [13, [[3, ids], 31]]),
    map(id).map((ids): Caveat => [13, [[4711, ids], 0]]),
    fc.integer({ min: 26, max: 5000 }).map((type): Caveat => [type, [1, 2]]),
  )
  const narrowing: fc.Arbitrary<Caveat> = fc.oneof(
    fc.tuple(fc.constantFrom(2, 3, 7, 16), map(id)),
    map(id).map((ids): Caveat => [13, [[3, ids], 1]]),
    map(id).map((ids): Caveat => [13, [[7, ids], 0]]),
  )

  it('is never narrow without a caveat that names apps, machines, volumes or clusters', () => {
    fc.assert(
      fc.property(fc.array(wide, { maxLength: 8 }), (caveats) => {
        const { provider, breadth, verdict } = lookedAt(flySecret({ caveats }))
        expect(provider).toBe('fly')
        expect(['organisation', 'account']).toContain(breadth)
        expect(['wide', 'god']).toContain(verdict)
      }),
      { numRuns: 500, seed: SEED },
    )
  })

  it('is narrow with one, whatever stands beside it, but for another token', () => {
    const lists = fc.array(
      wide.filter(([type]) => type !== 13),
      { maxLength: 4 },
    )
    fc.assert(
      fc.property(lists, narrowing, lists, (before, caveat, after) => {
        const token = flySecret({ caveats: [...before, caveat, ...after] })
        expect(['resource', 'several']).toContain(lookedAt(token).breadth)
        expect(['organisation', 'account']).toContain(lookedAt(`${token},${flySecret({})}`).breadth)
      }),
      { numRuns: 500, seed: SEED },
    )
  })
})
