import { createStore } from 'zustand/vanilla'
import type { Failure } from '../../contract/view.ts'
import { type Ask, answerOf } from './ask.ts'

interface Rotation {
  readonly expires: string
  readonly failure: Failure | null
  readonly busy: boolean
  readonly setExpires: (text: string) => void
  /** @returns Whether the new secret is in place. It is passed on and not kept. */
  readonly rotate: (id: string, secret: string) => Promise<boolean>
}

const NO_SECRET: Failure = {
  code: 'secret-invalid',
  message: 'there is no secret yet',
  hint: 'paste the new one above',
}

/** The form of one rotation, for as long as its sheet is open. It never holds the secret. */
export const createRotationStore = (ask: Ask) =>
  createStore<Rotation>()((set, get) => ({
    expires: '',
    failure: null,
    busy: false,
    setExpires: (expires) => set({ expires, failure: null }),
    rotate: async (id, secret) => {
      if (get().busy) return false
      if (secret === '') {
        set({ failure: NO_SECRET })
        return false
      }
      set({ busy: true, failure: null })
      const answer = await answerOf(ask, 'tokens:rotate', { id, secret, expires: get().expires.trim() || null })
      set({ busy: false, failure: answer.ok ? null : answer.error })
      return answer.ok
    },
  }))
