import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import type { AuditEntry, ChainRow, Hash } from '../ports.ts'
import { canonicalEntry, EMPTY_CHAIN, eventIn, nextRow, walkChain } from './chain.ts'

const hash: Pick<Hash, 'sha256'> = { sha256: (bytes) => createHash('sha256').update(bytes).digest() }

const entryOf = (name: string): AuditEntry => ({
  at: '2026-01-02T03:04:05.678Z',
  action: 'add',
  token: { id: 'tok_01', name },
  project: null,
  session: null,
  process: [{ pid: 1, exe: '/usr/bin/node' }],
  request: null,
  decision: 'allowed',
  code: null,
})

function chainOf(length: number): ChainRow[] {
  const rows: ChainRow[] = []
  let head = EMPTY_CHAIN
  for (let count = 1; count <= length; count += 1) {
    const row = nextRow(head, canonicalEntry(entryOf(`token-${count}`)), hash)
    rows.push(row)
    head = { rows: row.seq, hash: row.hash }
  }
  return rows
}

describe('the text of an entry', () => {
  const request = { method: 'GET', host: 'api.example.com', status: 200 }
  const entry: AuditEntry = { ...entryOf('one'), action: 'request', project: 'web', session: 'ses_1', request }
  const others: AuditEntry[] = [
    { ...entry, at: '2026-01-02T03:04:05.679Z' },
    { ...entry, action: 'exec' },
    { ...entry, token: null },
    { ...entry, token: { id: 'tok_02', name: 'one' } },
    { ...entry, token: { id: 'tok_01', name: 'two' } },
    { ...entry, project: null },
    { ...entry, session: null },
    { ...entry, process: [{ pid: 2, exe: '/usr/bin/node' }] },
    { ...entry, request: null },
    { ...entry, request: { ...request, method: 'PUT' } },
    { ...entry, request: { ...request, host: 'example.com' } },
    { ...entry, request: { ...request, status: null } },
    { ...entry, decision: null },
    { ...entry, code: 'disk' },
  ]

  it.each(others.map((other) => ({ other })))('is its own after one that differs a little: $other', ({ other }) => {
    canonicalEntry(entry)
    expect(canonicalEntry(other)).toBe(JSON.stringify(other))
    expect(canonicalEntry(entry)).toBe(JSON.stringify(entry))
  })
})

const firstBad = (rows: readonly ChainRow[]): number | null => walkChain(rows, hash).firstBad

describe('a chain of events', () => {
  const rows = chainOf(5)
  const [one, two, three, four, five] = rows as [ChainRow, ChainRow, ChainRow, ChainRow, ChainRow]
  const forged = { ...three, entry: three.entry.replace('allowed', 'refused') }

  it.each<[string, readonly ChainRow[], number]>([
    ['an edited row', [one, two, forged, four, five], 3],
    [
      'an edited row with its own hash made right',
      [one, two, nextRow({ rows: 2, hash: two.hash }, forged.entry, hash), four, five],
      4,
    ],
    ['a deleted row', [one, two, four, five], 3],
    ['a deleted first row', [two, three, four, five], 1],
    ['two rows that changed places', [one, three, two, four, five], 2],
    ['a row that comes twice', [one, two, two, three, four, five], 3],
    ['a row put in', [one, two, nextRow({ rows: 1, hash: one.hash }, three.entry, hash), three, four, five], 3],
    ['a renumbered row', [one, two, { ...three, seq: 7 }, four, five], 3],
    ['a changed hash', [one, two, { ...three, hash: one.hash }, four, five], 3],
    ['a shortened hash', [one, two, { ...three, hash: three.hash.subarray(0, 31) }, four, five], 3],
  ])('names the first bad row for %s', (_, changed, expected) => {
    expect(firstBad(changed)).toBe(expected)
  })

  it('cannot tell a cut tail by itself: that is what seals are for', () => {
    expect(firstBad([one, two, three])).toBeNull()
  })

  it('holds as it was made, and when it is empty', () => {
    expect(firstBad(rows)).toBeNull()
    expect(firstBad([])).toBeNull()
  })

  it('keeps a name with line breaks as one record, and gives it back', () => {
    const name = 'a\n{"seq":2}\r\u2028b'
    const text = canonicalEntry(entryOf(name))
    expect(text).not.toContain('\n')
    expect(eventIn({ seq: 1, entry: text })).toEqual({ seq: 1, ...entryOf(name) })
  })

  it('keeps nothing of an entry but its own fields', () => {
    const more = { ...entryOf('a'), path: '/secret', body: 'secret' }
    expect(canonicalEntry(more)).not.toContain('secret')
  })

  it('writes the same text whatever the order of fields', () => {
    const { at, ...rest } = entryOf('a')
    expect(canonicalEntry({ ...rest, at })).toBe(canonicalEntry(entryOf('a')))
  })
})
