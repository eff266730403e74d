import { type ChildProcess, fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { assertNoCanary, assertNoCanaryInProcess, newCanary } from '../../../e2e/canaries.ts'
import { lockKeyring, withKeyring } from '../../../e2e/keyring.ts'
import { BulkheadError } from '../../core/errors.ts'
import { Secret } from '../../core/token/secret.ts'
import { type KeychainProcess, type RemoteOptions, remoteKeychain } from './remote-keychain.ts'

const CHILD = fileURLToPath(new URL('../testdata/keychain-child.ts', import.meta.url))

let children: ChildProcess[]
beforeEach(() => {
  children = []
})
afterEach(() => {
  for (const child of children) child.kill('SIGKILL')
})

function start(env: NodeJS.ProcessEnv): KeychainProcess {
  const child = fork(CHILD, { env, serialization: 'advanced', execArgv: [] })
  children.push(child)
  return {
    post: (message) => {
      child.send(message)
    },
    onMessage: (listener) => child.on('message', listener),
    onExit: (listener) => child.once('exit', listener),
    kill: () => child.kill('SIGKILL'),
  }
}

const remote = (options: RemoteOptions = {}, env: NodeJS.ProcessEnv = { ...process.env, KEYCHAIN_CHILD: 'memory' }) =>
  remoteKeychain(() => start(env), { deadline: 60_000, ...options })

const codeOf = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'no error',
    (error: unknown) => (error instanceof BulkheadError ? error.code : 'foreign error'),
  )

const endOf = (child: ChildProcess | undefined): Promise<NodeJS.Signals | null> =>
  new Promise((resolve) => {
    if (child?.signalCode) resolve(child.signalCode)
    else child?.once('exit', (_, signal) => resolve(signal))
  })

describe('the keychain in a process of its own', () => {
  it('says keychain-crashed to all who wait when the process dies, and starts a new one after a pause', async () => {
    let now = 0
    using store = remote({ backOff: 200, now: () => now })
    await store.set('a', new Secret('value'))
    const asked = [store.get('die'), store.get('a'), store.set('b', new Secret('x'))]
    expect(await Promise.all(asked.map(codeOf))).toEqual(Array(3).fill('keychain-crashed'))
    now = 199
    expect(await codeOf(store.get('a'))).toBe('keychain-crashed')
    expect(children).toHaveLength(1)

    now = 200
    expect(await store.get('a')).toBeNull()
    expect(children).toHaveLength(2)
  })

  it('rests longer after each failure in a row', async () => {
    let now = 0
    using store = remote({ backOff: 100, now: () => now })
    expect(await codeOf(store.get('die'))).toBe('keychain-crashed')
    now = 100
    expect(await codeOf(store.get('die'))).toBe('keychain-crashed')
    now = 299
    expect(await codeOf(store.get('a'))).toBe('keychain-crashed')
    expect(children).toHaveLength(2)
    now = 300
    expect(await store.get('a')).toBeNull()
  })

  it('kills it at the deadline, fails 8 requests with one prompt, and leaves our own process alone meanwhile', async () => {
    using store = remote()
    expect(await store.get('warm')).toBeNull()
    using impatient = remote({ deadline: 1_500 })
    let answered = 0
    const asked = Array.from({ length: 8 }, () => codeOf(impatient.get('hang')).finally(() => answered++))
    await new Promise((resolve) => setImmediate(resolve))
    expect(answered).toBe(0)

    expect(await Promise.all(asked)).toEqual(Array(8).fill('prompt-timeout'))
    expect(children).toHaveLength(2)
    expect(await endOf(children[1])).toBe('SIGKILL')
  })

  it('takes an answer that comes late for no other question', async () => {
    using store = remote()
    await store.set('a', new Secret('value'))
    const [late, found] = await Promise.all([store.get('late'), store.get('a')])
    expect([late, found?.reveal()]).toEqual([null, 'value'])
  })

  it('gives up a process that sends what is no reply', async () => {
    using store = remote()
    expect(await codeOf(store.get('chatter'))).toBe('keychain-crashed')
  })

  it('passes on our errors with their hint, and of foreign ones only that they happened', async () => {
    using store = remote()
    await expect(store.get('locked')).rejects.toMatchObject({ code: 'keychain-locked', hint: 'unlock it' })
    await expect(store.get('foreign')).rejects.toMatchObject({
      code: 'failure',
      message: 'the keychain process failed',
    })
  })

  it('fails what waits when it is closed, and ends the process', async () => {
    const store = remote()
    await store.get('a')
    const asked = codeOf(store.get('hang'))
    const ended = endOf(children[0])
    store[Symbol.dispose]()
    expect(await asked).toBe('cancelled')
    expect(await ended).toBe('SIGKILL')
  })

  it('says keychain-crashed when the process cannot be started', async () => {
    using store = remoteKeychain(
      () => {
        throw new Error('no such file')
      },
      { backOff: 1 },
    )
    expect(await codeOf(store.get('a'))).toBe('keychain-crashed')
  })

  it('works over a real keyring, locked and unlocked, with no secret in the process where others see it', async () => {
    const canary = newCanary('remote', 'glpat-')
    await withKeyring(async ({ env }) => {
      using store = remote({}, { ...env, KEYCHAIN_CHILD: 'real' })
      await store.set('a', new Secret(canary.value))
      expect((await store.get('a'))?.reveal()).toBe(canary.value)
      expect([await store.delete('none'), await store.get('none')]).toEqual([false, null])
      assertNoCanaryInProcess([canary], children[0]?.pid ?? 0)

      await lockKeyring(env)
      const error = await store.get('a').catch((caught: unknown) => caught)
      expect(error).toMatchObject({ code: 'keychain-locked' })
      assertNoCanary([canary], 'the error', error instanceof Error ? `${error.stack}` : '')
    })
  })
})
