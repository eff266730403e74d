import { describe, expect, it } from 'vitest'
import type { Result } from '../../contract/view.ts'
import { createReading } from './reading.ts'

const failure = { code: 'keychain-locked', message: 'the keychain is locked', hint: 'unlock it' }

describe('a reading', () => {
  it('waits, then holds the answer', async () => {
    const store = createReading<readonly number[]>([], async () => ({ ok: true, value: [1] }))
    expect(store.getState()).toMatchObject({ phase: 'waiting', value: [] })
    await store.getState().load()
    expect(store.getState()).toMatchObject({ phase: 'ready', value: [1], failure: null })
  })

  it('keeps what was read when reading again fails, and says so', async () => {
    const answers: Result<number>[] = [
      { ok: true, value: 7 },
      { ok: false, error: failure },
    ]
    const store = createReading(0, async () => answers.shift() ?? { ok: true, value: 0 })
    await store.getState().load()
    await store.getState().load()
    expect(store.getState()).toMatchObject({ phase: 'failed', value: 7, failure })
  })

  it('ignores an answer that a newer question has overtaken', async () => {
    const answers: ((result: Result<string>) => void)[] = []
    const store = createReading('', () => new Promise((resolve) => answers.push(resolve)))
    const first = store.getState().load()
    const second = store.getState().load()
    answers[1]?.({ ok: true, value: 'new' })
    answers[0]?.({ ok: true, value: 'old' })
    await Promise.all([first, second])
    expect(store.getState().value).toBe('new')
  })
})
