import { inspect } from 'node:util'
import { describe, expect, it } from 'vitest'
import { Secret } from './secret.ts'

const PLAINTEXT = 'canary-plaintext-0123456789'

describe('a Secret', () => {
  it.each([
    ['String()', (secret: Secret) => String(secret)],
    ['a template', (secret: Secret) => `${secret}`],
    ['JSON', (secret: Secret) => JSON.stringify({ secret })],
    ['inspect', (secret: Secret) => inspect({ secret }, { showHidden: true, depth: 9 })],
    ['an error', (secret: Secret) => inspect(new Error(`no: ${secret}`))],
    ['its keys', (secret: Secret) => Reflect.ownKeys(secret).map(String).join()],
    ['a copy by spread', (secret: Secret) => inspect({ ...secret })],
    ['Object.entries', (secret: Secret) => inspect(Object.entries(secret))],
  ])('does not show itself through %s', (_way, show) => {
    expect(show(new Secret(PLAINTEXT)).includes('canary')).toBe(false)
  })

  it('cannot be cloned to another process', () => {
    expect(inspect(structuredClone(new Secret(PLAINTEXT))).includes('canary')).toBe(false)
  })

  it('gives its text when asked to', () => {
    expect(new Secret(PLAINTEXT).reveal()).toBe(PLAINTEXT)
  })

  it('counts UTF-8 bytes', () => {
    expect(new Secret('é€😀').byteLength).toBe(9)
  })
})
