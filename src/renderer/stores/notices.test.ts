import { describe, expect, it } from 'vitest'
import { createNoticesStore } from './notices.ts'

describe('notices', () => {
  it('shows the newest, and the same words again as a new one', () => {
    const store = createNoticesStore()
    store.getState().done('copied')
    const first = store.getState().notice
    store.getState().done('copied')
    expect(store.getState().notice).toMatchObject({ text: 'copied', tone: 'done' })
    expect(store.getState().notice?.key).not.toBe(first?.key)
  })

  it('tells a failure with its hint', () => {
    const store = createNoticesStore()
    store.getState().failed({ code: 'keychain-locked', message: 'the keychain is locked', hint: 'unlock it' })
    expect(store.getState().notice).toMatchObject({ tone: 'failed', text: 'the keychain is locked', hint: 'unlock it' })
  })

  it('is silent about what the user called off', () => {
    const store = createNoticesStore()
    store.getState().failed({ code: 'cancelled', message: 'cancelled', hint: null })
    expect(store.getState().notice).toBeNull()
  })
})
