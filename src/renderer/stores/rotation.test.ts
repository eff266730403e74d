import { describe, expect, it } from 'vitest'
import { tokenWith } from '../tokens/token-with.ts'
import type { Ask } from './ask.ts'
import { createRotationStore } from './rotation.ts'

const FAILURE = { code: 'keychain-locked', message: 'the keychain is locked', hint: null }

/** A main that answers the same each time, and what it was asked. */
function answering(value: unknown) {
  const asked: unknown[] = []
  const ask = (async (...question: unknown[]) => {
    asked.push(question)
    return value
  }) as unknown as Ask
  return { ask, asked }
}

describe('a rotation', () => {
  it('asks nobody without a secret, and says what is missing', async () => {
    const { ask, asked } = answering({ ok: true, value: tokenWith({}) })
    const store = createRotationStore(ask)
    expect(await store.getState().rotate('id', '')).toBe(false)
    expect(store.getState().failure?.code).toBe('secret-invalid')
    expect(asked).toEqual([])
  })

  it('never keeps the secret, whatever comes of it', async () => {
    for (const value of [
      { ok: true, value: tokenWith({}) },
      { ok: false, error: FAILURE },
    ]) {
      const store = createRotationStore(answering(value).ask)
      await store.getState().rotate('id', 'canary-of-a-secret')
      expect(JSON.stringify(store.getState())).not.toContain('canary')
    }
  })

  it('stays open with what main said', async () => {
    const store = createRotationStore(answering({ ok: false, error: FAILURE }).ask)
    expect(await store.getState().rotate('id', 'secret')).toBe(false)
    expect(store.getState()).toMatchObject({ failure: FAILURE, busy: false })
  })

  it('passes on secret and end to main, an empty end as none', async () => {
    const { ask, asked } = answering({ ok: true, value: tokenWith({}) })
    const store = createRotationStore(ask)
    store.getState().setExpires(' 90d ')
    await store.getState().rotate('id', 'secret')
    store.getState().setExpires(' ')
    expect(await store.getState().rotate('id', 'secret')).toBe(true)
    expect(asked).toEqual([
      ['tokens:rotate', { id: 'id', secret: 'secret', expires: '90d' }],
      ['tokens:rotate', { id: 'id', secret: 'secret', expires: null }],
    ])
  })
})
