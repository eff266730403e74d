import { describe, expect, it } from 'vitest'
import type { AuditEntry } from '../ports.ts'
import { requestLog } from './request-log.ts'

const entry = (host: string): AuditEntry => ({
  at: '2026-11-24T12:00:00.000Z',
  action: 'request',
  token: null,
  project: null,
  session: 'ses_1',
  process: [],
  request: { method: 'GET', host, status: 200 },
  decision: 'allowed',
  code: null,
})

/** A log over an audit trail that can be made to fail, and the timers that it has set. */
function open() {
  const written: string[][] = []
  const timers: { ms: number; call: () => void }[] = []
  const faults: unknown[] = []
  const state = { isBroken: false }
  const audit = {
    appendAll(entries: readonly AuditEntry[]) {
      if (state.isBroken) throw new Error('the disk is full')
      written.push(entries.map(({ request }) => request?.host ?? ''))
    },
  }
  const log = requestLog(
    audit,
    (ms, call) => timers.push({ ms, call }),
    (error) => faults.push(error),
  )
  return { log, written, timers, faults, state }
}

describe('the record of requests', () => {
  it('has a refusal on the disk before it returns, after what came before it', () => {
    const { log, written } = open()
    log.allowed(entry('a'))
    log.allowed(entry('b'))
    log.refused(entry('c'))
    expect(written).toEqual([['a', 'b', 'c']])
  })

  it('throws when a refusal cannot be written, and keeps what waits', () => {
    const { log, written, state } = open()
    log.allowed(entry('a'))
    state.isBroken = true
    expect(() => log.refused(entry('b'))).toThrow('full')
    state.isBroken = false
    log.flush()
    expect(written).toEqual([['a']])
  })

  it('writes allowed requests together after 200 ms', () => {
    const { log, written, timers } = open()
    for (const host of ['a', 'b', 'c']) log.allowed(entry(host))
    expect([written, timers.map(({ ms }) => ms)]).toEqual([[], [200]])
    timers[0]?.call()
    expect(written).toEqual([['a', 'b', 'c']])
    log.allowed(entry('d'))
    expect(timers).toHaveLength(2)
  })

  it('writes them at once when there are 512', () => {
    const { log, written } = open()
    for (let count = 0; count < 511; count++) log.allowed(entry('a'))
    expect(written).toHaveLength(0)
    log.allowed(entry('b'))
    expect(written[0]).toHaveLength(512)
  })

  it('says that a batch failed, and writes it with the next', () => {
    const { log, written, timers, faults, state } = open()
    state.isBroken = true
    log.allowed(entry('a'))
    timers[0]?.call()
    expect(faults).toHaveLength(1)
    state.isBroken = false
    log.allowed(entry('b'))
    timers[1]?.call()
    expect(written).toEqual([['a', 'b']])
  })

  it('writes nothing when nothing waits', () => {
    const { log, written, timers } = open()
    log.allowed(entry('a'))
    log.flush()
    log.flush()
    timers[0]?.call()
    expect(written).toEqual([['a']])
  })
})
