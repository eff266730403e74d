import { describe, expect, it } from 'vitest'
import { walkChain } from '../../core/audit/chain.ts'
import type { Session, TokenRow } from '../../core/ports.ts'
import { nodeHash } from '../hash.ts'
import { openTestCatalog, type TestCatalog } from '../testdata/open-test-catalog.ts'
import { auditEntry, tokenRow } from '../testdata/token-row.ts'

const NAME_TAKEN = expect.objectContaining({ code: 'name-taken' })
const NOT_FOUND = expect.objectContaining({ code: 'not-found' })

function addLive({ catalog }: TestCatalog, name: string, more: Partial<TokenRow> = {}): TokenRow {
  const row = tokenRow(name, more)
  catalog.insertPending(row)
  catalog.activate(row.id, auditEntry())
  return { ...row, life: 'live' }
}

const sessionOf = (tokens: string[], startedAt: string): Session => ({
  id: 'ses_01',
  kind: 'exec',
  root: '/p',
  project: 'web',
  startedAt,
  endedAt: null,
  endsAt: null,
  pid: 1,
  brokered: false,
  tokens,
})

describe('tokens in the catalog', () => {
  it('refuses a name that is live or pending, also from another connection, and takes back a removed one', () => {
    using test = openTestCatalog()
    using other = test.again()
    const first = addLive(test, 'one')
    expect(() => other.catalog.insertPending(tokenRow('one'))).toThrow(NAME_TAKEN)
    test.catalog.insertPending(tokenRow('two'))
    expect(() => other.catalog.insertPending(tokenRow('two'))).toThrow(NAME_TAKEN)
    test.catalog.entomb(first.id, auditEntry())
    expect(() => other.catalog.insertPending(tokenRow('one'))).not.toThrow()
  })

  it('refuses to rename a token to a taken name, and changes nothing then', () => {
    using test = openTestCatalog()
    addLive(test, 'one')
    const two = addLive(test, 'two')
    const events = test.audit.events().length
    expect(() => test.catalog.update({ ...two, name: 'one', env: 'OTHER' }, auditEntry())).toThrow(NAME_TAKEN)
    expect(test.catalog.tokenById(two.id)).toEqual(two)
    expect(test.audit.events()).toHaveLength(events)
  })

  it('refuses to activate, update, entomb or bind what is not there', () => {
    using test = openTestCatalog()
    const pending = tokenRow('pending')
    test.catalog.insertPending(pending)
    expect(() => test.catalog.activate('tok_none', auditEntry())).toThrow(NOT_FOUND)
    expect(() => test.catalog.update(pending, auditEntry())).toThrow(NOT_FOUND)
    expect(() => test.catalog.entomb(pending.id, auditEntry())).toThrow(NOT_FOUND)
    const binding = { root: '/p', env: 'A', tokenId: pending.id, accepted: [] }
    expect(() => test.catalog.bind(binding, auditEntry())).toThrow(NOT_FOUND)
    expect(test.audit.events()).toEqual([])
  })

  it('shows only live tokens, by name, exactly as they were written', () => {
    using test = openTestCatalog()
    const b = addLive(test, 'b', { provider: null, kind: null, env: null, expiresAt: '2027-01-01T00:00:00.000Z' })
    const a = addLive(test, 'a')
    test.catalog.insertPending(tokenRow('pending'))
    test.catalog.entomb(addLive(test, 'removed').id, auditEntry())
    expect(test.catalog.tokens()).toEqual([a, b])
    expect(test.catalog.tokenNamed('pending')).toBeNull()
    expect(test.catalog.tokenNamed('removed')).toBeNull()
    expect(test.catalog.tokenNamed('a')).toEqual(a)
    expect(test.catalog.unsettled().map(({ name, life }) => [name, life])).toEqual([
      ['pending', 'pending'],
      ['removed', 'removed'],
    ])
  })

  it('never purges a live token', () => {
    using test = openTestCatalog()
    const row = addLive(test, 'one')
    test.catalog.purge(row.id)
    expect(test.catalog.tokenById(row.id)).not.toBeNull()
  })

  it('finds live tokens by fingerprint, and twins by theirs', () => {
    using test = openTestCatalog()
    const b = addLive(test, 'b', { fingerprint: 'ff' })
    const a = addLive(test, 'a', { fingerprint: 'ff' })
    addLive(test, 'short')
    test.catalog.insertPending(tokenRow('pending', { fingerprint: 'ee' }))
    expect([...test.catalog.fingerprints()]).toEqual([['ff', { id: a.id, name: 'a' }]])
    expect(test.catalog.twins('ff', a.id)).toEqual(['b'])
    expect(test.catalog.twins('ff', b.id)).toEqual(['a'])
  })

  it('keeps the latest time of last use when an older record is written over it', () => {
    using test = openTestCatalog()
    const row = addLive(test, 'one')
    test.catalog.startSession(sessionOf([row.id], '2026-05-05T00:00:00.000Z'), [auditEntry({ action: 'exec' })])
    test.catalog.update({ ...row, env: 'NEW' }, auditEntry())
    expect(test.catalog.tokenById(row.id)).toMatchObject({ env: 'NEW', lastUsedAt: '2026-05-05T00:00:00.000Z' })
  })

  it('notes the old account of a rotation as a stray, in the same step', () => {
    using test = openTestCatalog()
    const row = addLive(test, 'one')
    const account = test.catalog.claimAccount(row.id)
    expect(account).toBe(`${row.id}.2`)
    expect(test.catalog.strays()).toEqual([account])
    expect(test.catalog.rotate({ ...row, account }, row.account, auditEntry({ action: 'rotate' }))).toBe(true)
    expect(test.catalog.strays()).toEqual([row.id])
    // Whoever read the token before that has nothing to say of it any more.
    expect(test.catalog.rotate({ ...row, account: `${row.id}.9` }, row.account, auditEntry())).toBe(false)
    expect(() => test.catalog.update(row, auditEntry())).toThrow(expect.objectContaining({ code: 'failure' }))
    expect(test.catalog.claimAccount(row.id)).toBe(`${row.id}.3`)
    expect(test.catalog.claimAccount(row.id)).toBe(`${row.id}.4`)
    test.catalog.dropStray(`${row.id}.3`)
    test.catalog.dropStray(`${row.id}.4`)
    test.catalog.dropStray(row.id)
    expect(test.catalog.strays()).toEqual([])
  })
})

describe('what servers said of scopes', () => {
  const said = (accepted: string[], held: string[] = []) => ({ accepted, held, requests: 2 })
  const DAY = '2026-11-24T10:00:00.000Z'
  const NEXT = '2026-11-25T10:00:00.000Z'

  it('gathers what requests needed, and keeps what was said last of those held', () => {
    using test = openTestCatalog()
    const { id } = addLive(test, 'one')
    expect(test.catalog.scopeEvidenceOf(id)).toBeNull()
    test.catalog.noteScopes(new Map([[id, said(['repo'], ['repo', 'gist'])]]), DAY)
    test.catalog.noteScopes(new Map([[id, said(['gist'])]]), NEXT)
    const known = { accepted: ['gist', 'repo'], held: ['repo', 'gist'], requests: 4, since: DAY, at: NEXT }
    expect(test.catalog.scopeEvidenceOf(id)).toEqual(known)
    expect(test.catalog.scopeEvidence()).toEqual(new Map([[id, known]]))
  })

  it('is of one secret: a rotation forgets it, another change does not', () => {
    using test = openTestCatalog()
    const row = addLive(test, 'one')
    test.catalog.noteScopes(new Map([[row.id, said(['repo'])]]), DAY)
    test.catalog.update({ ...row, env: 'OTHER' }, auditEntry({ action: 'edit' }))
    expect(test.catalog.scopeEvidenceOf(row.id)).not.toBeNull()
    test.catalog.rotate({ ...row, account: `${row.id}.2` }, row.account, auditEntry({ action: 'rotate' }))
    expect(test.catalog.scopeEvidenceOf(row.id)).toBeNull()
  })

  it('is kept of live tokens alone, and goes with them', () => {
    using test = openTestCatalog()
    const { id } = addLive(test, 'one')
    test.catalog.noteScopes(new Map([[id, said(['repo'])]]), DAY)
    test.catalog.entomb(id, auditEntry({ action: 'rm' }))
    test.catalog.purge(id)
    test.catalog.noteScopes(new Map([[id, said(['repo'])]]), DAY)
    expect(test.catalog.scopeEvidence().size).toBe(0)
  })

  it('does not grow with what a server makes up', () => {
    using test = openTestCatalog()
    const { id } = addLive(test, 'one')
    for (let round = 0; round < 5; round++) {
      const made = Array.from({ length: 90 }, (_, index) => `scope${round}-${index}`)
      test.catalog.noteScopes(new Map([[id, said(made, made)]]), DAY)
    }
    expect(test.catalog.scopeEvidenceOf(id)?.accepted).toHaveLength(100)
    expect(test.catalog.scopeEvidenceOf(id)?.held).toHaveLength(90)
  })
})

describe('bindings, trust and sessions in the catalog', () => {
  it('replaces a binding of the same variable, and keeps those of a removed token by its name', () => {
    using test = openTestCatalog()
    const one = addLive(test, 'one')
    const two = addLive(test, 'two')
    test.catalog.bind({ root: '/p', env: 'A', tokenId: one.id, accepted: [] }, auditEntry({ action: 'bind' }))
    test.catalog.bind({ root: '/p', env: 'A', tokenId: two.id, accepted: ['BH002'] }, auditEntry({ action: 'bind' }))
    test.catalog.bind({ root: '/q', env: 'A', tokenId: one.id, accepted: [] }, auditEntry({ action: 'bind' }))
    expect(test.catalog.bindings('/p')).toEqual([
      { root: '/p', env: 'A', tokenId: two.id, removed: null, accepted: ['BH002'] },
    ])
    expect(test.catalog.bindings()).toHaveLength(2)
    test.catalog.entomb(two.id, auditEntry({ action: 'rm' }))
    test.catalog.purge(two.id)
    expect(test.catalog.bindings('/p')).toEqual([
      { root: '/p', env: 'A', tokenId: null, removed: 'two', accepted: ['BH002'] },
    ])
    test.catalog.bind({ root: '/p', env: 'A', tokenId: one.id, accepted: [] }, auditEntry({ action: 'bind' }))
    test.catalog.entomb(one.id, auditEntry({ action: 'rm' }), { unbind: true })
    expect(test.catalog.bindings()).toEqual([])
  })

  it('says whether there was something to unbind, and records only that', () => {
    using test = openTestCatalog()
    const one = addLive(test, 'one')
    test.catalog.bind({ root: '/p', env: 'A', tokenId: one.id, accepted: [] }, auditEntry({ action: 'bind' }))
    expect(test.catalog.unbind('/p', 'A', auditEntry({ action: 'unbind' }))).toBe(true)
    expect(test.catalog.unbind('/p', 'A', auditEntry({ action: 'unbind' }))).toBe(false)
    expect(test.audit.events().filter(({ action }) => action === 'unbind')).toHaveLength(1)
  })

  it('remembers answers by hash, and tells the latest of each root', () => {
    using test = openTestCatalog()
    const first = { hash: 'h1', root: '/p', decision: 'allowed', parsed: '{}', at: '2026-01-01T00:00:00.000Z' } as const
    const second = { hash: 'h2', root: '/p', decision: 'denied', parsed: null, at: '2026-01-02T00:00:00.000Z' } as const
    test.catalog.setTrust(second, auditEntry({ action: 'deny' }))
    test.catalog.setTrust(first, auditEntry({ action: 'allow' }))
    expect(test.catalog.trust('h1')).toEqual(first)
    expect(test.catalog.trust('none')).toBeNull()
    expect(test.catalog.trusts()).toEqual([second])
  })

  it('begins and ends a session, marking its tokens as used', () => {
    using test = openTestCatalog()
    const one = addLive(test, 'one')
    const session = sessionOf([one.id], '2026-02-02T00:00:00.000Z')
    test.catalog.startSession(session, [auditEntry({ action: 'exec' })])
    expect(test.catalog.sessions()).toEqual([session])
    expect(test.catalog.tokenById(one.id)?.lastUsedAt).toBe(session.startedAt)
    test.catalog.endSession(session.id, '2026-02-02T01:00:00.000Z', auditEntry({ action: 'session-end' }))
    expect(test.catalog.sessions()).toEqual([{ ...session, endedAt: '2026-02-02T01:00:00.000Z' }])
  })

  it('keeps hostile text as it is: quotes, line breaks, NUL, other alphabets', () => {
    using test = openTestCatalog()
    const root = `/p/'; DROP TABLE tokens; --\n\u0000"\u202eж`
    const one = addLive(test, 'one')
    test.catalog.bind({ root, env: 'A', tokenId: one.id, accepted: [root] }, auditEntry({ project: root }))
    expect(test.catalog.bindings(root)).toEqual([{ root, env: 'A', tokenId: one.id, removed: null, accepted: [root] }])
    expect(test.audit.events(1)).toMatchObject([{ project: root }])
  })
})

describe('sessions with a broker', () => {
  const session = (id: string, more: Partial<Session> = {}): Session => ({
    ...sessionOf([], '2026-02-02T00:00:00.000Z'),
    id,
    brokered: true,
    ...more,
  })
  const end = auditEntry({ action: 'session-end' })

  it('are listed while they run, and no others', () => {
    using test = openTestCatalog()
    for (const one of [session('a'), session('b'), session('c', { brokered: false })])
      test.catalog.startSession(one, [])
    test.catalog.endSession('a', '2026-02-02T01:00:00.000Z', end)
    expect(test.catalog.brokeredSessions()).toEqual([session('b')])
  })

  it('can be told to end, others cannot', () => {
    using test = openTestCatalog()
    for (const one of [session('a'), session('b'), session('c', { brokered: false })])
      test.catalog.startSession(one, [])
    test.catalog.endSession('b', '2026-02-02T01:00:00.000Z', end)
    expect(['a', 'b', 'c', 'd'].map((id) => test.catalog.isEndAsked(id))).toEqual([false, true, false, true])
    expect(['a', 'b', 'c', 'd'].map((id) => test.catalog.askEnd(id))).toEqual([true, false, false, false])
    expect(test.catalog.isEndAsked('a')).toBe(true)
  })

  it('are found by their placeholders until they end', () => {
    using test = openTestCatalog()
    test.catalog.startSession(session('a'), [], ['hash-1', 'hash-2'])
    test.catalog.startSession(session('b'), [], ['hash-3'])
    expect(['hash-1', 'hash-3', 'hash-4'].map((hash) => test.catalog.sessionWithPlaceholder(hash))).toEqual([
      'a',
      'b',
      null,
    ])
    test.catalog.endSession('a', '2026-02-02T01:00:00.000Z', end)
    expect(['hash-2', 'hash-3'].map((hash) => test.catalog.sessionWithPlaceholder(hash))).toEqual([null, 'b'])
  })

  it('write many events at once, as one chain', () => {
    using test = openTestCatalog()
    const counts = [512, 1, 15, 16, 17, 0]
    for (const length of counts) {
      test.audit.appendAll(Array.from({ length }, (_, at) => auditEntry({ action: 'request', session: `${at}` })))
    }
    const { head, firstBad } = walkChain(test.audit.rows(), nodeHash)
    expect([head.rows, firstBad]).toEqual([561, null])
  })
})
