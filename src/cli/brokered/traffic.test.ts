import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { newCanary } from '../../../e2e/canaries.ts'
import type { Exchange } from '../../broker/session.ts'
import { readTraffic, requestsPerSecond } from '../../node/files/traffic-file.ts'
import { trafficMeter } from './traffic.ts'

const placeholder = newCanary('a placeholder', 'ghp_', 36).value

const exchange = (more: Partial<Exchange> = {}): Exchange => ({
  at: '2026-11-24T10:00:00.000Z',
  token: { id: `tok_${'0'.repeat(26)}`, name: 'web' },
  session: `ses_${'0'.repeat(26)}`,
  method: 'GET',
  scheme: 'https',
  host: 'api.example',
  port: 443,
  path: '/repos?page=2',
  status: 200,
  decision: 'allowed',
  code: null,
  ms: 1,
  ...more,
})

describe('what a session shows of its traffic', () => {
  let base = ''
  let now = Date.parse('2026-11-24T10:00:00.000Z')
  beforeEach(() => {
    base = mkdtempSync(join(tmpdir(), 'bulkhead-traffic-'))
  })
  afterEach(() => rmSync(base, { recursive: true, force: true }))

  const shown = (...exchanges: readonly Exchange[]) => {
    const path = join(base, 'traffic.json')
    const meter = trafficMeter(path, { strict: true, placeholders: [placeholder] }, () => new Date(now))
    for (const one of exchanges) meter.count(one)
    now += 1000
    meter.write()
    const traffic = readTraffic(path)
    if (traffic === null) throw new Error('nothing was written')
    return traffic
  }

  it('is there before the first request', () => {
    expect(shown()).toMatchObject({ strict: true, allowed: 0, refused: 0, last: [], scopes: [] })
  })

  it('is each request without its query, and their rate', () => {
    const traffic = shown(exchange(), exchange({ decision: 'refused', code: 'out-of-domain-path', status: 403 }))
    expect(traffic).toMatchObject({ allowed: 1, refused: 1 })
    expect(traffic.last.map(({ path }) => path)).toEqual(['/repos', '/repos'])
    expect(requestsPerSecond(traffic, new Date(now))).toBe(0.2)
  })

  it.each([
    [`/x/${placeholder}/y`],
    [`/x/%67${placeholder.slice(1)}`],
    [Array.from(placeholder, (letter) => `%${letter.charCodeAt(0).toString(16)}`).join('')],
    [`/${'x'.repeat(190)}${placeholder}`],
    [`/x?token=${placeholder}`],
  ])('never holds a placeholder that lay in a path', (path) => {
    const traffic = JSON.stringify(shown(exchange({ path })))
    expect(decodeURIComponent(traffic).includes(placeholder)).toBe(false)
    expect(traffic.includes(placeholder.slice(0, 12))).toBe(false)
  })

  it('has no path of what was refused for a placeholder that may be another session’s', () => {
    const other = exchange({ path: '/elsewhere', decision: 'refused', code: 'placeholder-misplaced' })
    expect(shown(other).last[0]?.path).toBe('')
  })

  it('has the scopes that requests were accepted with, all together, and those held last', () => {
    const said = (accepted: string | null, held: string | null) => exchange({ scopes: { accepted, held } })
    const { scopes } = shown(said('repo, read:org', 'repo'), said('gist', 'repo, gist'), said(null, null), exchange())
    expect(scopes).toEqual([{ token: 'web', accepted: ['gist', 'read:org', 'repo'], held: ['gist', 'repo'] }])
  })

  it('keeps no scope that could not be one', () => {
    const many = Array.from({ length: 500 }, (_, index) => `s${index}`).join(',')
    const [first] = shown(exchange({ scopes: { accepted: `${many},${'x'.repeat(65)},"a"`, held: many } })).scopes
    expect(first?.accepted).toHaveLength(100)
    expect(first?.held).toHaveLength(100)
  })

  it('hands on what was said of scopes once, and again what could not be kept', () => {
    const meter = trafficMeter(join(base, 'traffic.json'), { strict: true, placeholders: [] }, () => new Date(now))
    const id = exchange().token?.id ?? ''
    const kept: unknown[] = []
    const keep = () => meter.keepNewScopes((learned) => kept.push(...learned))
    const say = (accepted: string) => meter.count(exchange({ scopes: { accepted, held: 'repo, gist' } }))
    keep()
    say('repo')
    expect(() =>
      meter.keepNewScopes(() => {
        throw new RangeError('the disk is full')
      }),
    ).toThrow()
    keep()
    say('repo')
    keep()
    say('gist')
    keep()
    say('gist')
    keep()
    meter.keepNewScopes((learned) => kept.push(...learned), { counts: true })
    expect(kept).toEqual([
      [id, { accepted: ['repo'], held: ['gist', 'repo'], requests: 1 }],
      [id, { accepted: ['gist', 'repo'], held: ['gist', 'repo'], requests: 2 }],
      [id, { accepted: ['gist', 'repo'], held: ['gist', 'repo'], requests: 1 }],
    ])
  })
})
