import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { AuditEntry } from '../core/audit/audit-event.ts'
import { pathsOf } from '../node/files/paths.ts'
import { type OpenVault, openVault } from '../node/open-vault.ts'
import { tripwireWords } from './tripwire-words.ts'
import { createTripwires } from './tripwires.ts'

const SESSION = `ses_${'0'.repeat(26)}`
const OTHER = `ses_${'1'.repeat(26)}`

const entry = (more: Partial<AuditEntry> = {}): AuditEntry => ({
  at: '2026-11-24T10:00:00.000Z',
  action: 'tripwire',
  token: { id: `tok_${'0'.repeat(26)}`, name: 'github-web' },
  project: 'web',
  session: SESSION,
  process: [{ pid: 123, exe: '/usr/bin/node' }],
  request: { method: 'POST', host: 'evil.example', status: null },
  decision: 'refused',
  code: 'out-of-domain-host',
  ...more,
})

describe('the tripwires of late', () => {
  let base = ''
  let vault: OpenVault
  let now = 0

  beforeEach(() => {
    base = mkdtempSync(join(tmpdir(), 'bulkhead-tripwires-'))
    vault = openVault({ paths: pathsOf({ BULKHEAD_HOME: join(base, 'vault') }) })
    now = 1_000_000
  })
  afterEach(() => {
    vault.close()
    rmSync(base, { recursive: true, force: true })
  })
  const tripwires = () =>
    createTripwires(
      () => vault,
      () => now,
    )

  it('are those of one session, the newest first, also from before', () => {
    vault.audit.append(entry())
    vault.audit.append(entry({ action: 'request' }))
    vault.audit.append(entry({ session: OTHER }))
    const known = tripwires()
    vault.audit.append(entry({ code: 'placeholder-misplaced' }))
    expect(known.of(SESSION).map(({ seq }) => seq)).toEqual([4, 1])
    expect(known.of(OTHER).map(({ seq }) => seq)).toEqual([3])
  })

  it('are not taken from an entry that only names the word', () => {
    vault.audit.append(entry({ action: 'request', code: '"action":"tripwire"' }))
    expect(tripwires().of(SESSION)).toEqual([])
  })

  it('are news once, and not when they were there before the first look', () => {
    vault.audit.append(entry())
    const known = tripwires()
    expect(known.news()).toEqual([])
    vault.audit.append(entry())
    expect(known.news().map(({ seq }) => seq)).toEqual([2])
    expect(known.news()).toEqual([])
  })

  it('stay news when the window looks first', () => {
    const known = tripwires()
    known.news()
    vault.audit.append(entry())
    expect(known.of(SESSION)).toHaveLength(1)
    expect(known.news()).toHaveLength(1)
  })

  it('are news once a minute for each session and code', () => {
    const known = tripwires()
    known.news()
    const happen = (...more: Partial<AuditEntry>[]) => {
      for (const one of more) vault.audit.append(entry(one))
      return known.news().length
    }
    expect(happen({}, {}, {})).toBe(1)
    expect(happen({ code: 'placeholder-misplaced' }, { session: OTHER })).toBe(2)
    now += 59_999
    expect(happen({})).toBe(0)
    now += 1
    expect(happen({}, {})).toBe(1)
  })
})

describe('a tripwire in words', () => {
  it.each([
    [{}, 'a placeholder of github-web was sent to evil.example by node (pid 123)'],
    [
      { code: 'placeholder-misplaced' },
      'a placeholder of github-web was sent to evil.example, outside its place in a request, by node (pid 123)',
    ],
    [
      { code: 'placeholder-unknown', token: null },
      'a placeholder of another session was sent to evil.example by node (pid 123)',
    ],
    [{ process: [] }, 'a placeholder of github-web was sent to evil.example by a process that is gone'],
    [
      { process: [{ pid: 9, exe: '/tmp/\u202Eno\nde' }] },
      'a placeholder of github-web was sent to evil.example by ?no?de (pid 9)',
    ],
  ])('with %j', (more: Partial<AuditEntry>, words) => {
    expect(tripwireWords({ ...entry(more), seq: 1 })).toBe(words)
  })
})
