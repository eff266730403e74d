import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Session } from '../../core/session/session.ts'
import { eventOf } from '../../core/vault/event-of.ts'
import { beginLearned } from '../../node/files/learned-file.ts'
import { pathsOf } from '../../node/files/paths.ts'
import { type OpenVault, openVault } from '../../node/open-vault.ts'
import { createTripwires } from '../tripwires.ts'
import { sessionHandlers } from './sessions.ts'

/** No process has it: Linux gives numbers up to 4,194,304. */
const GONE = 4_194_305

describe('what the window does to sessions', () => {
  let base = ''
  let vault: OpenVault

  beforeEach(() => {
    base = mkdtempSync(join(tmpdir(), 'bulkhead-sessions-'))
    vault = openVault({ paths: pathsOf({ BULKHEAD_HOME: join(base, 'vault') }) })
  })
  afterEach(() => {
    vault.close()
    rmSync(base, { recursive: true, force: true })
  })

  const handlers = () => sessionHandlers({ vault: () => vault, tripwires: createTripwires(() => vault, Date.now) })
  const begin = (more: Partial<Session>): string => {
    const id = `ses_${'0'.repeat(26)}`
    const session: Session = {
      id,
      kind: 'shell',
      root: null,
      project: null,
      startedAt: new Date().toISOString(),
      endedAt: null,
      endsAt: null,
      pid: process.pid,
      brokered: false,
      tokens: [],
      ...more,
    }
    vault.catalog.startSession(session, [eventOf(vault, 'shell', null, { session: id })])
    return id
  }

  it('refuses to end one that is not there', async () => {
    await expect(handlers()['sessions:end']({ id: `ses_${'9'.repeat(26)}` })).rejects.toMatchObject({
      code: 'not-found',
    })
  })

  it('refuses to end one without a broker, and leaves it as it is', async () => {
    const id = begin({})
    await expect(handlers()['sessions:end']({ id })).rejects.toMatchObject({ code: 'usage' })
    expect(await handlers()['sessions:list']({})).toMatchObject([{ id, state: 'running', endedAt: null }])
  })

  it('says of which something is kept that they learned', async () => {
    const id = begin({ brokered: true })
    expect(await handlers()['sessions:list']({})).toMatchObject([{ id, learned: false }])
    beginLearned(vault.paths, id, '{}')
    expect(await handlers()['sessions:list']({})).toMatchObject([{ id, learned: true }])
  })

  it('records the end of one whose broker was killed', async () => {
    const id = begin({ brokered: true, pid: GONE })
    expect(await handlers()['sessions:list']({})).toMatchObject([{ id, state: 'ended', endedAt: null }])
    expect(await handlers()['sessions:end']({ id })).toBeNull()
    expect(vault.catalog.sessions()[0]?.endedAt).not.toBeNull()
    expect(vault.audit.events(1)[0]).toMatchObject({ action: 'session-end', session: id })
  })

  it('shows no session as live whose process is not a broker, though it has its number', async () => {
    begin({ brokered: true, pid: process.pid })
    expect(await handlers()['sessions:live']({})).toEqual([])
  })

  it('gives no account of where a session or its process is', async () => {
    begin({ root: '/home/ada/secret-project', brokered: true })
    const shown = JSON.stringify(await handlers()['sessions:list']({}))
    expect(shown).not.toContain('/home/ada')
    expect(shown).not.toContain('"pid"')
  })
})
