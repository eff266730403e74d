import { execFileSync } from 'node:child_process'
import { createHmac } from 'node:crypto'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Resource } from '../token/reach.ts'
import { addCaveats, readMacaroon } from './macaroon.ts'
import { narrowPypi } from './narrow-pypi.ts'
import { pypiCaveats } from './pypi-caveats.ts'
import { pypiOf } from './testing/sample-secret.ts'

const NOW = new Date('2026-11-24T10:00:00.000Z')

const hmac = (key: Uint8Array, bytes: Uint8Array): Uint8Array => createHmac('sha256', key).update(bytes).digest()

const projects = (...names: string[]): Resource[] => names.map((name) => ({ kind: 'project', name }))

const narrowed = (text: string, resources: readonly Resource[], expiresAt: string | null = null): string | null =>
  narrowPypi(text, { resources, expiresAt }, { now: NOW, hmac })

describe('narrowPypi', () => {
  it.each([
    ['no text', ''],
    ['a prefix alone', 'pypi-'],
    ['bytes that are no macaroon', 'pypi-AAAA'],
    ['a token with more after it', `${pypiOf([], 'pypi.org')}AA`],
    ['a cut token', pypiOf([], 'pypi.org').slice(0, -3)],
  ])('makes nothing of %s', (_, text) => {
    expect(narrowed(text, projects('web'))).toBeNull()
  })

  it.each([
    ['another kind', [{ kind: 'repository', name: 'acme/web' }]],
    ['no name', projects('')],
    ['a name with a blank', projects('acme web')],
    ['a name that ends in a dash', projects('web-')],
    ['a wildcard', projects('*')],
    ['a name with a quote', projects('web","api')],
  ])('refuses %s', (_, resources) => {
    expect(() => narrowed(pypiOf([], 'pypi.org'), resources)).toThrow(
      expect.objectContaining({ code: 'usage', hint: 'name a project, such as project:acme-web' }),
    )
  })

  it('refuses a project that the token cannot publish anyway', () => {
    const token = pypiOf([[1, ['web', 'api']]], 'pypi.org')
    expect(() => narrowed(token, projects('web', 'cli'))).toThrow(expect.objectContaining({ code: 'usage' }))
    expect(pypiCaveats(narrowed(token, projects('web')) ?? '')?.projects).toEqual(['web'])
  })

  it('writes caveats as PyPI writes its own', () => {
    const child =
      narrowed(pypiOf([[3, 'u']], 'pypi.org'), projects('Acme._Web', 'api'), '2026-12-24T23:59:59.000Z') ?? ''
    expect(readMacaroon(child.slice(5))?.caveats).toEqual([
      '[3,"u"]',
      '[1,["acme-web","api"]]',
      `[0,1798156799,${NOW.getTime() / 1000}]`,
    ])
  })

  it('is what pymacaroons makes of the same, byte for byte, and what it verifies', () => {
    const cases = fc.sample(
      fc.record({
        location: fc.constantFrom('pypi.org', 'test.pypi.org'),
        identifier: fc.uuid(),
        key: fc.string({ minLength: 1, maxLength: 64, unit: 'grapheme-ascii' }),
        caveats: fc.array(fc.json({ maxDepth: 2 }), { maxLength: 5 }),
        added: fc.array(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 300 }), { minLength: 1, maxLength: 4 }),
      }),
      { numRuns: 300, seed: 20261124 },
    )
    const parents = ask<{ parent: string }>(cases)
    const children = cases.map(({ added }, index) => {
      const macaroon = readMacaroon(parents[index]?.parent ?? '')
      return macaroon === null ? '' : addCaveats(macaroon, added, hmac)
    })
    const answers = ask<Record<string, unknown>>(cases.map((given, index) => ({ ...given, child: children[index] })))
    expect(answers).toHaveLength(cases.length)
    for (const [index, answer] of answers.entries()) {
      expect(answer).toMatchObject({ serialized: children[index], verified: true })
      expect(answer.signature).toBe(answer.expected)
      expect(answer.caveats).toEqual([...(cases[index]?.caveats ?? []), ...(cases[index]?.added ?? [])])
    }
  })
})

/** Hands cases to the Python that has pymacaroons; another one may come first on the PATH. */
function ask<Answer>(cases: readonly unknown[]): Answer[] {
  const python = ['/usr/bin/python3'].find((path) => existsSync(path)) ?? 'python3'
  const script = join(import.meta.dirname, 'testing/ask-pymacaroons.py')
  const answer = execFileSync(python, [script], { input: JSON.stringify(cases), maxBuffer: 64 * 1024 * 1024 })
  return JSON.parse(answer.toString()) as Answer[]
}
