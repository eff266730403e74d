import { createStore } from 'zustand/vanilla'
import type { Failure } from '../../contract/view.ts'
import { type Ask, answerOf } from './ask.ts'

interface Asking {
  /** Tokens whose provider is being asked now. */
  readonly pending: ReadonlySet<string>
  /** Why asking failed last, by token; gone when it is asked again. */
  readonly failures: ReadonlyMap<string, Failure>
  /** Asks a token's provider what it can do. @returns Whether it said something. */
  readonly about: (id: string) => Promise<boolean>
}

/** Who is asked what a token can do: it takes seconds, and may go on while another token is looked at. */
export const createAskingStore = (ask: Ask, refresh: () => Promise<void>) =>
  createStore<Asking>()((set, get) => ({
    pending: new Set(),
    failures: new Map(),
    about: async (id) => {
      if (get().pending.has(id)) return false
      set({ pending: new Set([...get().pending, id]), failures: without(get().failures, id) })
      const answer = await answerOf(ask, 'tokens:ask', { id })
      if (answer.ok) await refresh()
      else set({ failures: new Map(get().failures).set(id, answer.error) })
      set({ pending: new Set([...get().pending].filter((other) => other !== id)) })
      return answer.ok
    },
  }))

function without<T>(map: ReadonlyMap<string, T>, key: string): ReadonlyMap<string, T> {
  const rest = new Map(map)
  rest.delete(key)
  return rest
}
