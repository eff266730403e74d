import { beforeEach, describe, expect, it } from 'vitest'
import type { Told, Tripwire } from '../../broker/session.ts'
import { type RefusalNotes, refusalNotes } from './refusal-notes.ts'

let lines: string[] = []
let notes: RefusalNotes
beforeEach(() => {
  lines = []
  notes = refusalNotes({
    say: (line) => void lines.push(`bulkhead: ${line}`),
    hint: (line) => void lines.push(`hint: ${line}`),
  })
})

const told = (more: Partial<Told> = {}): Told => ({
  code: 'out-of-domain-path',
  token: 'web',
  asked: 'GET api.example.com/other/1',
  kind: 'GET api.example.com/other/*',
  reason: 'web may GET api.example.com/repos/**',
  hint: 'see',
  isTripwire: false,
  ...more,
})

const wire = (more: Partial<Tripwire> = {}): Tripwire => ({
  at: '2026-01-01T00:00:00.000Z',
  token: { id: 'tok_1', name: 'web' },
  session: 'ses_1',
  foreignSession: null,
  method: 'GET',
  host: 'pay.example.com',
  code: 'out-of-domain-host',
  client: { localPort: 1, remotePort: 2 },
  ...more,
})

describe('notes of refusals', () => {
  it('come to an end, and say so once, whatever is refused', () => {
    for (let each = 0; each < 1000; each++) {
      notes.refused(told({ kind: `GET api.example.com/${each}` }))
      notes.tripped(wire({ host: `h${each}.example.com` }), { pid: each, exe: `/bin/${each}` })
    }
    expect(lines.length).toBeLessThan(50)
    expect(lines.filter((line) => line.includes('more is refused'))).toHaveLength(2)
    expect(lines.at(-1)).toMatch(/^hint: bulkhead sessions/)
  })

  it('of another session’s placeholder cannot be silenced by refusals and tripwires before it', () => {
    for (let each = 0; each < 100; each++) {
      notes.refused(told({ kind: `GET api.example.com/${each}` }))
      notes.tripped(wire({ method: `M${each}${'x'.repeat(9000)}` }), undefined)
    }
    const before = lines.length
    for (const host of ['a.example.com', 'b.example.com']) {
      notes.tripped(wire({ token: null, foreignSession: 'ses_2', host }), { pid: 7, exe: '/usr/bin/curl' })
    }
    expect(lines.slice(before)).toEqual([
      'bulkhead: /usr/bin/curl (7) sent a placeholder of another session where it must not be: GET a.example.com; that session is ended',
    ])
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThan(200)
  })

  it('tell a kind once, whatever its identifiers', () => {
    for (const id of [1, 2, 3]) notes.refused(told({ asked: `GET api.example.com/other/${id}` }))
    expect(lines).toEqual([
      'bulkhead: refused GET api.example.com/other/1: web may GET api.example.com/repos/** (out-of-domain-path)',
      'hint: see',
    ])
  })

  it.each<Partial<Told>>([
    { token: 'other' },
    { code: 'out-of-domain-method' },
    { kind: 'POST api.example.com/other/*' },
    { kind: 'GET b.example.com/other/*' },
  ])('tell another kind by itself: %j', (more) => {
    notes.refused(told())
    notes.refused(told(more))
    expect(lines).toHaveLength(4)
  })

  it('name the process of a placeholder in a wrong place, and what to do, once', () => {
    for (const path of ['a', 'b']) {
      notes.tripped(wire(), { pid: 7, exe: '/usr/bin/curl' })
      notes.refused(told({ kind: path, isTripwire: true }))
    }
    expect(lines).toEqual([
      'bulkhead: /usr/bin/curl (7) sent the placeholder of web where it must not be: GET pay.example.com',
      'hint: see',
    ])
  })
})
