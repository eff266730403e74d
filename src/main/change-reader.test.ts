import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { AuditAction, AuditEntry } from '../core/audit/audit-event.ts'
import { pathsOf } from '../node/files/paths.ts'
import { type OpenVault, openVault } from '../node/open-vault.ts'
import { createChangeReader } from './change-reader.ts'

const entry = (action: AuditAction): AuditEntry => ({
  at: '2026-11-24T10:00:00.000Z',
  action,
  token: null,
  project: 'web',
  session: `ses_${'0'.repeat(26)}`,
  process: [],
  request: { method: 'GET', host: 'api.example', status: 200 },
  decision: 'allowed',
  code: null,
})

describe('after the catalog changed', () => {
  let base = ''
  let vault: OpenVault
  let now = 0
  let read: () => string
  beforeEach(() => {
    base = mkdtempSync(join(tmpdir(), 'bulkhead-changes-'))
    vault = openVault({ paths: pathsOf({ BULKHEAD_HOME: join(base, 'vault') }) })
    now = 1_000_000
    vault.audit.append(entry('add'))
    read = createChangeReader(
      () => vault,
      () => now,
    )
    expect(read()).toBe('all')
  })
  afterEach(() => {
    vault.close()
    rmSync(base, { recursive: true, force: true })
  })

  it('requests alone make the record stale, and nothing else', () => {
    vault.audit.appendAll([entry('request'), entry('request')])
    expect(read()).toBe('record')
    vault.audit.append(entry('request'))
    expect(read()).toBe('record')
  })

  it.each(['add', 'edit', 'session-end', 'tripwire', 'bind'] as const)('a %s among them makes all stale', (action) => {
    vault.audit.appendAll([entry('request'), entry(action), entry('request')])
    expect(read()).toBe('all')
    vault.audit.append(entry('request'))
    expect(read()).toBe('record')
  })

  it('a change that left no event makes all stale', () => {
    expect(read()).toBe('all')
  })

  it('requests make all stale twice a minute, for what is learned from them', () => {
    const changes: string[] = []
    for (let second = 0; second < 60; second++) {
      now += 1000
      vault.audit.append(entry('request'))
      changes.push(read())
    }
    expect(changes.filter((change) => change === 'all')).toHaveLength(2)
  })
})
