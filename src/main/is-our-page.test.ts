import { describe, expect, it } from 'vitest'
import { isOurPage } from './is-our-page.ts'

const from = (url: string, parent: unknown = null, id = 1) => ({ sender: { id }, senderFrame: { url, parent } })

describe('the sender of a message', () => {
  it.each([
    ['has no frame any more', { sender: { id: 1 }, senderFrame: null }],
    ['is a frame inside our page', from('app://bulkhead/index.html', {})],
    ['is another window', from('app://bulkhead/index.html', null, 2)],
    ['shows another site', from('https://evil.example/')],
    ['shows a file', from('file:///tmp/index.html')],
    ['shows a data URL', from('data:text/html,app://bulkhead/')],
    ['shows a host that begins like ours', from('app://bulkhead.evil/index.html')],
    ['names our host as a user', from('app://bulkhead@evil/index.html')],
    ['shows our host under another scheme', from('https://bulkhead/index.html')],
    ['adds a port', from('app://bulkhead:99/index.html')],
    ['is blank', from('about:blank')],
    ['has no URL', from('')],
  ])('is refused when it %s', (_what, event) => {
    expect(isOurPage(event, 1)).toBe(false)
  })

  it('is refused while no window is open', () => {
    expect(isOurPage(from('app://bulkhead/index.html'), null)).toBe(false)
  })

  it('is ours when it is the main frame of our window on our page', () => {
    expect(isOurPage(from('app://bulkhead/index.html#/tokens'), 1)).toBe(true)
  })
})
