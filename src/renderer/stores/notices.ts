import { createStore } from 'zustand/vanilla'
import type { Failure } from '../../contract/view.ts'

/** One line at the foot of the window: what was done, or why it was not. */
export interface Notice {
  /** Grows by one, so that the same words twice are two notices. */
  readonly key: number
  readonly tone: 'done' | 'failed'
  readonly text: string
  readonly hint: string | null
}

interface Notices {
  readonly notice: Notice | null
  readonly done: (text: string) => void
  readonly failed: (failure: Failure) => void
  readonly dismiss: () => void
}

/** The newest notice; a newer one takes its place. */
export const createNoticesStore = () =>
  createStore<Notices>()((set, get) => {
    const put = (tone: Notice['tone'], text: string, hint: string | null): void =>
      set({ notice: { key: (get().notice?.key ?? 0) + 1, tone, text, hint } })
    return {
      notice: null,
      done: (text) => put('done', text, null),
      // What the user called off needs no words.
      failed: ({ code, message, hint }) => (code === 'cancelled' ? undefined : put('failed', message, hint)),
      dismiss: () => set({ notice: null }),
    }
  })
