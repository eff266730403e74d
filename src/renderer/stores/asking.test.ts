import { describe, expect, it } from 'vitest'
import type { Result, TokenView } from '../../contract/view.ts'
import { tokenWith } from '../tokens/token-with.ts'
import type { Ask } from './ask.ts'
import { createAskingStore } from './asking.ts'

const FAILURE = { code: 'failure', message: 'api.github.com told nothing', hint: null }

/** A main whose answers are given by hand. */
function waiting() {
  const asked: string[] = []
  const answers: ((answer: Result<TokenView>) => void)[] = []
  const ask = ((_channel: string, { id }: { id: string }) => {
    asked.push(id)
    return new Promise((resolve) => answers.push(resolve))
  }) as unknown as Ask
  return { ask, asked, answers }
}

describe('asking a provider', () => {
  it('keeps why it failed, until it is asked again', async () => {
    const { ask, answers } = waiting()
    const store = createAskingStore(ask, async () => undefined)
    const first = store.getState().about('a')
    answers[0]?.({ ok: false, error: FAILURE })
    expect(await first).toBe(false)
    expect(store.getState().failures.get('a')).toEqual(FAILURE)
    void store.getState().about('a')
    expect(store.getState().failures.has('a')).toBe(false)
  })

  it('asks about a token once at a time, and about several at once', async () => {
    const { ask, asked } = waiting()
    const store = createAskingStore(ask, async () => undefined)
    void store.getState().about('a')
    void store.getState().about('b')
    expect(await store.getState().about('a')).toBe(false)
    expect(asked).toEqual(['a', 'b'])
    expect([...store.getState().pending]).toEqual(['a', 'b'])
  })

  it('reads the list again with the answer before it is done', async () => {
    const { ask, answers } = waiting()
    let isRead = false
    const store = createAskingStore(ask, async () => {
      isRead = store.getState().pending.has('a')
    })
    const done = store.getState().about('a')
    answers[0]?.({ ok: true, value: tokenWith({}) })
    expect(await done).toBe(true)
    expect(isRead).toBe(true)
    expect(store.getState().pending.size).toBe(0)
  })
})
