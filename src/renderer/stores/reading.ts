import { createStore, type StoreApi } from 'zustand/vanilla'
import type { Failure, Result } from '../../contract/view.ts'

/** Something read from main and read again when it changes. */
export interface Reading<T> {
  /** What was read last; kept while it is read again and when that fails. */
  readonly value: T
  /** `waiting` until the first answer. */
  readonly phase: 'waiting' | 'ready' | 'failed'
  readonly failure: Failure | null
  readonly load: () => Promise<void>
}

/** A store around one question to main. Of answers that overtake each other only the newest question's counts. */
export function createReading<T>(empty: T, read: () => Promise<Result<T>>): StoreApi<Reading<T>> {
  let asked = 0
  return createStore<Reading<T>>()((set) => ({
    value: empty,
    phase: 'waiting',
    failure: null,
    load: async () => {
      asked += 1
      const question = asked
      const answer = await read()
      if (question !== asked) return
      if (answer.ok) set({ value: answer.value, phase: 'ready', failure: null })
      else set({ phase: 'failed', failure: answer.error })
    },
  }))
}
