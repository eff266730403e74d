import { describe, expect, it } from 'vitest'
import { readPypi } from './read-pypi.ts'
import { pypiOf } from './testing/sample-secret.ts'

const END = 1893456000

const read = (...caveats: unknown[]) => readPypi(pypiOf(caveats, 'pypi.org'))

describe('readPypi', () => {
  it('says first what its caveats leave together', () => {
    expect(read([3, 'u'])?.says).toEqual([
      'no caveat names a project: it publishes every project of its user',
      'only for the user who made it',
    ])
    expect(read([1, ['web']], [1, ['api']])).toMatchObject({
      breadth: 'resource',
      resources: [],
      says: [
        'its lists of projects have none in common: it can publish nothing',
        'only the projects web',
        'only the projects api',
      ],
    })
    expect(read([1, []])?.says[0]).toMatch(/can publish nothing/)
    expect(read([1, ['web']], [0, END, END + 60])?.says[0]).toBe('it ends before it begins: it never holds')
    expect(read([1, ['web']], [0, END, 0], [0, END + 60, END + 30])?.says[0]).toMatch(/never holds/)
  })

  it.each([
    ['no beginning', [0, END]],
    ['parts of a second', [0, END + 0.5, 0]],
    ['a text', [0, String(END), 0]],
    ['a time that no calendar holds', [0, 1e18, 0]],
    ['true', [0, true, 0]],
  ])('takes an end with %s for one that PyPI would not take', (_, caveat) => {
    expect(read([1, ['web']], caveat)).toMatchObject({
      expiresAt: null,
      says: ['only the projects web', 'one caveat that Bulkhead does not know; it can only narrow'],
    })
  })

  it('tells when it begins to hold', () => {
    expect(read([1, ['web']], [0, END, END - 60])?.says[1]).toBe(
      'it begins to hold at 2029-12-31T23:59:00.000Z and ends at 2030-01-01T00:00:00.000Z',
    )
  })

  it('takes a caveat of a third party for one that only narrows', () => {
    const bytes = [
      2,
      1,
      8,
      ...Buffer.from('pypi.org'),
      2,
      1,
      65,
      0,
      1,
      1,
      66,
      2,
      1,
      67,
      4,
      1,
      68,
      0,
      0,
      6,
      32,
      ...Array<number>(32).fill(7),
    ]
    expect(readPypi(`pypi-${Buffer.from(bytes).toString('base64url')}`)).toMatchObject({
      breadth: 'account',
      says: [expect.stringMatching(/every project/), expect.stringMatching(/third party/)],
    })
  })

  it('keeps no more names than can be shown', () => {
    const contents = read([1, Array.from({ length: 600 }, (_, index) => `p-${index}`)])
    expect(contents).toMatchObject({ breadth: 'several' })
    expect(contents?.resources).toHaveLength(200)
    expect(contents?.says[0]).toMatch(/and 590 more$/)
  })
})
