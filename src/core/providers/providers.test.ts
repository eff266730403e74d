import { describe, expect, it } from 'vitest'
import { formatDestination, parseDestination } from '../token/destination.ts'
import { parseVariable } from '../token/variable.ts'
import { PROVIDERS, providerById } from './providers.ts'

const LINKS = PROVIDERS.flatMap(({ id, links }) => Object.values(links).map((url) => [id, url] as const))

describe('the provider table', () => {
  it('has each id once, in lower case', () => {
    const ids = PROVIDERS.map(({ id }) => id)
    expect(new Set(ids).size).toBe(ids.length)
    for (const id of ids) expect(id).toMatch(/^[a-z0-9-]+$/)
  })

  it.each(PROVIDERS)('names each kind of $id once, as stored tokens find their form by it', ({ formats }) => {
    const kinds = formats.map(({ kind }) => kind)
    expect(new Set(kinds).size).toBe(kinds.length)
  })

  it.each(PROVIDERS)('has canonical destinations for $id that the policy takes', ({ destinations }) => {
    for (const destination of destinations) expect(formatDestination(parseDestination(destination))).toBe(destination)
  })

  it.each(PROVIDERS)('has variables for $id that a token may be put into', ({ env }) => {
    for (const name of env) expect(parseVariable(name)).toBe(name)
    expect(new Set(env).size).toBe(env.length)
  })

  it.each(LINKS)('links a page of %s: %s', (_, url) => {
    expect(new URL(url).href).toBe(url)
    expect(url).toMatch(/^https:\/\//)
  })

  it.each(PROVIDERS)('anchors every pattern of $id, and begins it with its prefix', ({ formats }) => {
    for (const { pattern, prefix } of formats) {
      expect(pattern.source.startsWith('^')).toBe(true)
      expect(pattern.flags).not.toMatch(/[gy]/)
      const literal = pattern.source.slice(1).replaceAll('\\', '')
      expect(literal.startsWith(prefix)).toBe(true)
    }
  })

  it.each(PROVIDERS)('carries tokens of $id somewhere, or never', ({ carried, carriers }) => {
    expect(carriers.length > 0).toBe(carried === 'requests')
  })

  it('gives a master key the whole of its owner', () => {
    const masters = PROVIDERS.flatMap(({ formats }) => formats.filter(({ master }) => master))
    expect(masters.length).toBeGreaterThan(5)
    for (const { breadth, access } of masters) {
      expect(access).toBe('admin')
      expect(['account', 'organisation']).toContain(breadth)
    }
  })

  it('is found by id', () => {
    expect(providerById('github')?.name).toBe('GitHub')
    expect([providerById(null), providerById('nobody'), providerById('__proto__')]).toEqual([null, null, null])
  })
})
