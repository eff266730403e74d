import { stat } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import { assertNoCanary, newCanary } from '../../../e2e/canaries.ts'
import { BulkheadError } from '../../core/errors.ts'
import { Secret } from '../../core/token/secret.ts'
import type { Keytar } from '../keytar.ts'
import { keychain } from './keychain.ts'
import type { ServiceState } from './secret-service.ts'

/** A keytar over a map, with one part replaced by a fault. */
function faulty(
  fault: Partial<Keytar>,
  kept = new Map<string, string>(),
): { kept: Map<string, string>; keytar: Keytar } {
  return {
    kept,
    keytar: {
      getPassword: async (_, account) => kept.get(account) ?? null,
      setPassword: async (_, account, text) => {
        kept.set(account, text)
      },
      deletePassword: async (_, account) => kept.delete(account),
      ...fault,
    },
  }
}

const over = (keytar: Keytar, state: ServiceState = 'unlocked', deadline = 60_000) =>
  keychain({ keytar: () => keytar, state: async () => state, isThere: () => true, deadline })

/** Stops this process for some milliseconds, as a busy machine does. */
const holdUp = (ms: number) => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms)

const codeOf = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'no error',
    (error: unknown) => (error instanceof BulkheadError ? error.code : 'foreign error'),
  )

describe('the keychain, when keytar misbehaves', () => {
  it('fails and keeps the old value when what was written reads back different', async () => {
    const kept = new Map([['a', 'old']])
    let writes = 0
    const { keytar } = faulty(
      {
        setPassword: async (_, account, text) => {
          writes += 1
          kept.set(account, writes === 1 ? text.slice(0, 2) : text)
        },
      },
      kept,
    )
    expect(await codeOf(over(keytar).set('a', new Secret('new value')))).toBe('failure')
    expect(kept.get('a')).toBe('old')
  })

  it('fails and leaves nothing when a first write reads back as none', async () => {
    const { keytar, kept } = faulty({ setPassword: async () => undefined })
    expect(await codeOf(over(keytar).set('a', new Secret('value')))).toBe('failure')
    expect(kept.size).toBe(0)
  })

  it.each<[ServiceState, string]>([
    ['locked', 'keychain-locked'],
    ['no-service', 'keychain-missing'],
    ['no-bus', 'keychain-missing'],
  ])('takes null for %s when the service says so, and writes nothing then', async (state, code) => {
    const { keytar, kept } = faulty({})
    expect(await codeOf(over(keytar, state).get('a'))).toBe(code)
    expect(await codeOf(over(keytar, state).delete('a'))).toBe(code)
    expect(await codeOf(over(keytar, state).set('a', new Secret('value')))).toBe(code)
    expect(kept.size).toBe(0)
  })

  it.each<[ServiceState, string, string]>([
    ['locked', 'Kann kein Element in einer gesperrten Sammlung anlegen', 'keychain-locked'],
    ['no-service', 'whatever', 'keychain-missing'],
    ['empty', 'whatever', 'cancelled'],
    ['unlocked', 'The prompt was dismissed', 'cancelled'],
    ['unlocked', 'whatever', 'keychain-crashed'],
    ['unlocked', 'Message recipient disconnected from message bus without replying', 'keychain-crashed'],
  ])('names an error by the state %s and the text %j: %s', async (state, text, code) => {
    const { keytar } = faulty({
      getPassword: async () => {
        throw new Error(text)
      },
    })
    expect(await codeOf(over(keytar, state).get('a'))).toBe(code)
  })

  it('never has two calls on their way', async () => {
    let running = 0
    let most = 0
    const { keytar } = faulty({
      getPassword: async () => {
        running += 1
        most = Math.max(most, running)
        await new Promise((resolve) => setTimeout(resolve, 5))
        running -= 1
        return 'x'
      },
    })
    const store = over(keytar)
    await Promise.all(Array.from({ length: 8 }, () => store.get('a')))
    expect(most).toBe(1)
  })

  it('asks once while a prompt waits: the requests behind it fail with it', async () => {
    let calls = 0
    const { keytar } = faulty({
      getPassword: () => {
        calls += 1
        return new Promise(() => undefined)
      },
    })
    const store = over(keytar, 'unlocked', 50)
    const codes = await Promise.all(Array.from({ length: 8 }, () => codeOf(store.get('a'))))
    expect(codes).toEqual(Array(8).fill('prompt-timeout'))
    expect(calls).toBe(1)
  })

  it('takes an answer that was there before the deadline counted, since we ourselves were held up', async () => {
    const { keytar } = faulty({
      getPassword: async () => {
        // After this, timers come next.
        await new Promise((resolve) => setImmediate(resolve))
        const answer = stat('/')
        holdUp(1_300)
        await answer
        return 'x'
      },
    })
    expect((await over(keytar, 'unlocked', 1_000).get('a'))?.reveal()).toBe('x')
  })

  it('goes on after an ordinary failure', async () => {
    let calls = 0
    const { keytar } = faulty({
      getPassword: async () => {
        calls += 1
        if (calls === 1) throw new Error('once')
        return 'x'
      },
    })
    const store = over(keytar)
    expect(await codeOf(store.get('a'))).toBe('keychain-crashed')
    expect((await store.get('a'))?.reveal()).toBe('x')
  })

  it('never says the secret in an error', async () => {
    const canary = newCanary('written', 'npm_')
    const { keytar } = faulty({ setPassword: async () => undefined })
    const error = await over(keytar)
      .set('a', new Secret(canary.value))
      .catch((caught: unknown) => caught)
    assertNoCanary([canary], 'the error', `${error instanceof Error ? `${error.stack}${JSON.stringify(error)}` : ''}`)
  })
})
