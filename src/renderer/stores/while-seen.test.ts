import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { whileSeen } from './while-seen.ts'

class Page extends EventTarget {
  hidden = false

  show(isShown: boolean): void {
    this.hidden = !isShown
    this.dispatchEvent(new Event('visibilitychange'))
  }
}

describe('work that is done while the page is seen', () => {
  beforeEach(() => void vi.useFakeTimers())
  afterEach(() => void vi.useRealTimers())

  const begin = (page: Page) => {
    let done = 0
    const work = (): void => {
      done += 1
    }
    const stop = whileSeen(page as unknown as Document, work, 1000)
    return { stop, done: () => done }
  }

  it('is done at once and then each second', () => {
    const { done } = begin(new Page())
    expect(done()).toBe(1)
    vi.advanceTimersByTime(3000)
    expect(done()).toBe(4)
  })

  it('rests while the page is hidden, and goes on at once when it is shown', () => {
    const page = new Page()
    const { done } = begin(page)
    page.show(false)
    vi.advanceTimersByTime(60_000)
    expect(done()).toBe(1)
    page.show(true)
    expect(done()).toBe(2)
    vi.advanceTimersByTime(1000)
    expect(done()).toBe(3)
  })

  it('does not begin on a hidden page, and ends when it is stopped', () => {
    const page = new Page()
    page.hidden = true
    const { stop, done } = begin(page)
    vi.advanceTimersByTime(5000)
    expect(done()).toBe(0)
    page.show(true)
    stop()
    page.show(true)
    vi.advanceTimersByTime(5000)
    expect(done()).toBe(1)
  })
})
