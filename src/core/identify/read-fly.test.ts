import { describe, expect, it } from 'vitest'
import { readFly } from './read-fly.ts'
import type { Packed } from './read-packed.ts'
import { type FlyRecipe, flySecret } from './testing/fly-secret.ts'

const ALL = 0x1f
const READ = 1
const END = 1893456000

type Caveat = readonly [number, Packed]

const inOrganisation = (id: Packed = 9876, mask: Packed = ALL): Caveat => [0, [id, mask]]
const set = (kind: number, ...entries: readonly (readonly [Packed, Packed])[]): Caveat => [kind, [new Map(entries)]]
const apps = (...entries: readonly (readonly [Packed, Packed])[]): Caveat => set(3, ...entries)
const until = (end: number, start = 0): Caveat => [4, [start, end]]
const where = (caveats: readonly Caveat[], otherwise: number): Caveat => [13, [caveats.flat() as Packed, otherwise]]
const login = (ticket: Uint8Array): Caveat => [11, ['https://api.fly.io/aaa/v1', new Uint8Array(8), ticket]]

const reachOf = (...caveats: readonly Caveat[]) => readFly(flySecret({ caveats }))
const TICKET = new Uint8Array(16).fill(3)
const proof = (...caveats: readonly Caveat[]): FlyRecipe => ({
  location: 'https://api.fly.io/aaa/v1',
  keyId: TICKET,
  caveats,
})

describe('readFly', () => {
  it.each([
    ['no text', ''],
    ['a prefix alone', 'fm2_'],
    ['another prefix', `fm9_${flySecret({}).slice(4)}`],
    ['bytes that are no MessagePack', `fm2_${btoa('hello')}`],
    ['a cut token', flySecret({ caveats: [inOrganisation()] }).slice(0, -8)],
    ['a whole token and half of one', `${flySecret({ caveats: [apps([1, READ])] })},fm2_AAAA`],
    ['a hundred tokens', Array(100).fill(flySecret({})).join(',')],
    ['100 kB', `fm2_${'A'.repeat(100_000)}`],
    ['an odd number of caveat parts', flySecret({ caveats: [[0, [1, 1]], [4] as unknown as Caveat] })],
  ])('answers %s with null', (_, text) => {
    expect(readFly(text)).toBeNull()
  })

  it.each<[string, readonly Caveat[], string, string, string[]]>([
    ['no caveat at all', [], 'account', 'admin', []],
    ['an organisation', [inOrganisation()], 'organisation', 'admin', ['organisation:9876']],
    ['an organisation, as a member', [inOrganisation(), [22, []]], 'organisation', 'write', ['organisation:9876']],
    ['an organisation to read', [inOrganisation(9876, READ)], 'organisation', 'read', ['organisation:9876']],
    [
      'an organisation twice, the second narrower',
      [inOrganisation(), inOrganisation(9876, READ)],
      'organisation',
      'read',
      ['organisation:9876'],
    ],
    ['actions that nobody knows', [inOrganisation(9876, 0xffff)], 'organisation', 'admin', ['organisation:9876']],
    ['any organisation', [inOrganisation(0)], 'account', 'admin', []],
    [
      'an id beyond what JavaScript counts',
      [inOrganisation(2n ** 63n, READ)],
      'organisation',
      'read',
      ['organisation:9223372036854775808'],
    ],
    ['one app', [inOrganisation(), apps([123, ALL])], 'resource', 'write', ['organisation:9876', 'app:123']],
    ['one app to read', [inOrganisation(), apps([123, READ])], 'resource', 'read', ['organisation:9876', 'app:123']],
    [
      'two apps',
      [inOrganisation(), apps([123, READ], [4, ALL])],
      'several',
      'write',
      ['organisation:9876', 'app:123', 'app:4'],
    ],
    ['every app', [inOrganisation(), apps([0, READ])], 'organisation', 'read', ['organisation:9876']],
    [
      'app lists with one in common',
      [inOrganisation(), apps([1, ALL], [2, READ]), apps([2, ALL], [3, ALL])],
      'resource',
      'read',
      ['organisation:9876', 'app:2'],
    ],
    [
      'every app under a condition, and one app under another',
      [inOrganisation(), where([apps([0, ALL])], READ), where([apps([7, READ])], READ)],
      'several',
      'read',
      ['organisation:9876', 'app:7'],
    ],
    [
      'all apps and one besides, which is a bad caveat',
      [inOrganisation(), apps([0, READ], [7, READ])],
      'organisation',
      'admin',
      ['organisation:9876'],
    ],
    [
      'one machine',
      [inOrganisation(), set(7, ['e2865', ALL])],
      'resource',
      'write',
      ['organisation:9876', 'machine:e2865'],
    ],
    ['features', [inOrganisation(), set(5, ['wg', ALL])], 'organisation', 'admin', ['organisation:9876']],
    ['features to read', [inOrganisation(), set(5, ['wg', READ])], 'organisation', 'read', ['organisation:9876']],
    [
      'GraphQL mutations',
      [inOrganisation(), [22, []], [6, [['createApp']]]],
      'organisation',
      'write',
      ['organisation:9876'],
    ],
    ['a caveat of an unknown kind', [inOrganisation(), [4711, [1]]], 'organisation', 'admin', ['organisation:9876']],
    ['an app caveat of another form', [inOrganisation(), [3, 'all']], 'organisation', 'admin', ['organisation:9876']],
    [
      'an app with no mask',
      [inOrganisation(), apps([123, null])],
      'resource',
      'write',
      ['organisation:9876', 'app:123'],
    ],
    [
      'a deploy token: one app, two features, reading beside them',
      [inOrganisation(), where([apps([123, ALL]), set(5, ['builder', ALL], ['wg', ALL])], READ)],
      'several',
      'write',
      ['organisation:9876', 'app:123', 'feature:builder', 'feature:wg'],
    ],
    [
      'a condition that leaves all else open',
      [inOrganisation(), where([apps([123, READ])], ALL)],
      'organisation',
      'admin',
      ['organisation:9876'],
    ],
    [
      'a condition with every app',
      [inOrganisation(), where([apps([0, ALL])], 0)],
      'organisation',
      'admin',
      ['organisation:9876'],
    ],
    [
      'a condition that nobody knows',
      [inOrganisation(), where([[4711, 1]], 0)],
      'organisation',
      'admin',
      ['organisation:9876'],
    ],
    ['a condition of nothing', [inOrganisation(), where([], 0)], 'organisation', 'admin', ['organisation:9876']],
  ])('reads %s', (_, caveats, breadth, access, resources) => {
    const contents = reachOf(...caveats)
    expect({ breadth: contents?.breadth, access: contents?.access }).toEqual({ breadth, access })
    expect(contents?.resources?.map(({ kind, name }) => `${kind}:${name}`)).toEqual(resources)
  })

  it('says each caveat in words', () => {
    expect(
      reachOf(
        inOrganisation(9876, 3),
        apps([123, ALL], [4, 0]),
        where([set(5, ['wg', READ])], READ),
        until(END, 1577836800),
        [10, [42]],
        [99, null],
      )?.says,
    ).toEqual([
      'only in the organisation 9876: read and write',
      'only the apps 123 (everything), 4 (nothing)',
      'where it names them, only the feature wg (read); for all else read',
      'it holds from 2020-01-01T00:00:00.000Z to 2030-01-01T00:00:00.000Z',
      'it was made by the user 42',
      'a caveat that Bulkhead does not know: it can only narrow, and nobody here knows by how much',
    ])
  })

  it('says of caveats that contradict each other that nothing is left', () => {
    expect(reachOf(inOrganisation(), apps([1, ALL]), apps([2, ALL]))?.says[0]).toMatch(/nothing in common/)
    expect(reachOf(inOrganisation(1), inOrganisation(2))?.says[0]).toMatch(/nothing in common/)
    expect(reachOf(inOrganisation(), until(1577836800, END))?.says[0]).toMatch(/ends before it begins/)
  })

  it('ends with the earliest end', () => {
    expect(reachOf(inOrganisation(), until(END), until(END + 60))?.expiresAt).toBe('2030-01-01T00:00:00.000Z')
    expect(reachOf(inOrganisation())?.expiresAt).toBeNull()
    expect(reachOf(inOrganisation(), until(2 ** 60))?.expiresAt).toBeNull()
  })

  it('ends with the proof of login that it brings, and says when it brings none', () => {
    const permission = { caveats: [inOrganisation(), login(TICKET)] }
    const whole = readFly(flySecret(permission, proof(until(END))))
    expect(whole).toMatchObject({ breadth: 'organisation', expiresAt: '2030-01-01T00:00:00.000Z' })
    expect(readFly(flySecret(permission, proof()))?.expiresAt).toBeNull()
    const alone = readFly(flySecret(permission))
    expect(alone?.expiresAt).toBeNull()
    expect(alone?.says.at(-1)).toMatch(/brings no proof/)
  })

  it('takes macaroons together as far as any of them reaches', () => {
    const one = { caveats: [inOrganisation(1, READ), until(END)] }
    const other = { caveats: [inOrganisation(2), apps([7, ALL])] }
    expect(readFly(`FlyV1 ${flySecret(one, other)}`)).toMatchObject({
      breadth: 'organisation',
      access: 'write',
      expiresAt: null,
      resources: [
        { kind: 'organisation', name: '1' },
        { kind: 'organisation', name: '2' },
        { kind: 'app', name: '7' },
      ],
    })
  })

  it('makes nothing safe of proofs alone, of another place, and of an older member', () => {
    expect(readFly(flySecret(proof(until(END))))).toMatchObject({ breadth: 'unknown', access: 'unknown' })
    expect(readFly(flySecret({ location: 'https://evil.example', caveats: [] }))).toMatchObject({ breadth: 'account' })
    expect(readFly(`${flySecret({ caveats: [apps([1, READ])] })},fo1_${'a'.repeat(43)}`)).toMatchObject({
      breadth: 'account',
      access: 'admin',
      expiresAt: null,
    })
  })

  it('bounds what it shows', () => {
    const many = new Map<Packed, Packed>(Array.from({ length: 30 }, (_, index) => [`${'x'.repeat(300)}${index}`, ALL]))
    const contents = readFly(
      flySecret({ caveats: [inOrganisation(), [7, [many]], ...Array<Caveat>(60).fill([99, 1])] }),
    )
    expect(contents?.says.length).toBeLessThanOrEqual(41)
    expect(Math.max(...(contents?.says ?? []).map(({ length }) => length))).toBeLessThan(2000)
    expect(Math.max(...(contents?.resources ?? []).map(({ name }) => name.length))).toBeLessThanOrEqual(200)
  })
})
