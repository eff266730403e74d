import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createSecretClipboard, type PlainClipboard } from './secret-clipboard.ts'

const SECRET = 'CANARY-clipboard-0123456789'

function memory(): PlainClipboard & { text: string } {
  return {
    text: '',
    async write(secret) {
      this.text = secret
    },
    async readText() {
      return this.text
    },
    clear() {
      this.text = ''
    },
  }
}

describe('a copied secret', () => {
  beforeEach(() => vi.useFakeTimers())
  afterEach(() => vi.useRealTimers())

  it('is gone after the time, and not before', async () => {
    const system = memory()
    const clipboard = createSecretClipboard(system, 30_000)
    await clipboard.copy(SECRET)
    await vi.advanceTimersByTimeAsync(29_999)
    expect(system.text === SECRET).toBe(true)
    await vi.advanceTimersByTimeAsync(1)
    expect(system.text).toBe('')
  })

  it('is left alone when the user copied something else meanwhile', async () => {
    const system = memory()
    await createSecretClipboard(system, 30_000).copy(SECRET)
    system.text = 'a shopping list'
    await vi.advanceTimersByTimeAsync(60_000)
    expect(system.text).toBe('a shopping list')
  })

  it('gets its whole time again when it is copied again', async () => {
    const system = memory()
    const clipboard = createSecretClipboard(system, 30_000)
    await clipboard.copy(SECRET)
    await vi.advanceTimersByTimeAsync(20_000)
    await clipboard.copy(SECRET)
    await vi.advanceTimersByTimeAsync(20_000)
    expect(system.text === SECRET).toBe(true)
    await vi.advanceTimersByTimeAsync(10_000)
    expect(system.text).toBe('')
  })

  it('is taken back at once on request, once', async () => {
    const system = memory()
    const clipboard = createSecretClipboard(system, 30_000)
    await clipboard.copy(SECRET)
    await clipboard.takeBack()
    expect(system.text).toBe('')
    system.text = SECRET
    await clipboard.takeBack()
    await vi.advanceTimersByTimeAsync(60_000)
    expect(system.text === SECRET).toBe(true)
  })

  it('is not held in clear meanwhile', async () => {
    const clipboard = createSecretClipboard(memory(), 30_000)
    await clipboard.copy(SECRET)
    expect(JSON.stringify(clipboard)).not.toContain(SECRET)
  })
})
