import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createStore } from 'zustand/vanilla'
import { rowsOf, type TokenRow } from '../tokens/token-rows.ts'
import { tokenWith } from '../tokens/token-with.ts'
import { judgeAgain, nextJudging } from './judge-again.ts'

const NOW = new Date('2026-11-24T12:00:00.000Z')
const inMs = (ms: number): string => new Date(NOW.getTime() + ms).toISOString()
const rows = (...ends: readonly (string | null)[]): readonly TokenRow[] =>
  rowsOf(
    ends.map((expiresAt) => tokenWith({ expiresAt })),
    NOW,
  )

describe('judging again as time passes', () => {
  beforeEach(() => {
    vi.useFakeTimers({ now: NOW })
  })
  afterEach(() => {
    vi.useRealTimers()
  })

  it('waits for the next expiry, an hour at most, and not for one that has passed', () => {
    expect(nextJudging(rows(inMs(-1000), inMs(5000), inMs(9000), null), NOW)).toBe(5001)
    expect(nextJudging(rows(inMs(1e12), null), NOW)).toBe(3_600_000)
    expect(nextJudging([], NOW)).toBe(3_600_000)
  })

  it('reads the tokens right after one has expired, and goes on', async () => {
    const store = createStore<{ rows: readonly TokenRow[] }>()(() => ({ rows: rows(inMs(5000)) }))
    let read = 0
    const stop = judgeAgain(
      store,
      async () => {
        read += 1
      },
      () => new Date(),
    )
    await vi.advanceTimersByTimeAsync(5000)
    expect(read).toBe(0)
    await vi.advanceTimersByTimeAsync(2)
    expect(read).toBe(1)
    store.setState({ rows: rows(inMs(8000)) })
    await vi.advanceTimersByTimeAsync(3000)
    expect(read).toBe(2)
    stop()
    await vi.advanceTimersByTimeAsync(1e8)
    expect(read).toBe(2)
  })
})
