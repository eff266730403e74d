import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { assertNoCanary, assertNoCanaryInFiles, newCanary } from '../../../e2e/canaries.ts'
import { type Keyring, lockKeyring, openKeyring, unlockKeyring, withKeyring } from '../../../e2e/keyring.ts'
import { driveStore } from '../testdata/drive-store.ts'
import type { Operation } from '../testdata/store-driver.ts'

const canary = newCanary('keychain', 'ghp_')

/** The keyring's daemon, so that a test can stop or kill it. */
function daemonOf({ env }: Keyring): number {
  const bus = 'org.freedesktop.DBus'
  const question = [`${bus}.GetConnectionUnixProcessID`, 'org.freedesktop.secrets']
  const call = ['call', '--session', '--dest', bus, '--object-path', '/org/freedesktop/DBus', '--method', ...question]
  return Number(/uint32 (\d+)/.exec(execFileSync('gdbus', call, { env, encoding: 'utf8' }))?.[1])
}

describe('the keychain, where it cannot be used', () => {
  it('says keychain-missing without a session bus, and keeps nothing anywhere else', async () => {
    await withKeyring(
      async ({ env, home }) => {
        const { DBUS_SESSION_BUS_ADDRESS: _, ...none } = env
        for (const environment of [env, none]) {
          const ops: Operation[] = [
            ['get', 'a'],
            ['set', 'a', canary.value],
            ['delete', 'a'],
          ]
          const outcomes = await driveStore(environment, { store: 'vault', ops })
          expect(outcomes.map(({ code }) => code)).toEqual(['keychain-missing', 'keychain-missing', 'keychain-missing'])
          expect(outcomes[0]?.hint).toContain('--store sealed')
        }
        assertNoCanaryInFiles([canary], home)
        assertNoCanary([canary], '/proc/keys', readFileSync('/proc/keys'))
      },
      { service: 'no-bus' },
    )
  })

  it('starts no bus of its own, even with a display', async () => {
    await withKeyring(
      async ({ env, home }) => {
        const { DBUS_SESSION_BUS_ADDRESS: _, ...none } = env
        const [outcome] = await driveStore({ ...none, DISPLAY: ':99' }, { store: 'keychain', ops: [['get', 'a']] })
        expect(outcome?.code).toBe('keychain-missing')
        expect(readdirSync(home)).not.toContain('.dbus')
      },
      { service: 'no-bus' },
    )
  })

  it('says keychain-missing on a bus without a Secret Service', async () => {
    await withKeyring(
      async ({ env }) => {
        const ops: Operation[] = [
          ['get', 'a'],
          ['set', 'a', canary.value],
          ['delete', 'a'],
        ]
        const outcomes = await driveStore(env, { store: 'keychain', ops })
        expect(outcomes.map(({ code }) => code)).toEqual(['keychain-missing', 'keychain-missing', 'keychain-missing'])
      },
      { service: 'none' },
    )
  })

  it('says keychain-locked and never "none" while the keyring is locked, and writes nothing', async () => {
    await withKeyring(async ({ env }) => {
      await driveStore(env, { store: 'keychain', ops: [['set', 'a', 'before']] })
      await lockKeyring(env)
      const ops: Operation[] = [
        ['get', 'a'],
        ['get', 'never-there'],
        ['set', 'a', 'after'],
        ['delete', 'a'],
      ]
      const locked = await driveStore(env, { store: 'keychain', ops })
      expect(locked.map(({ code }) => code)).toEqual(Array(4).fill('keychain-locked'))

      await unlockKeyring(env)
      expect(await driveStore(env, { store: 'keychain', ops: [['get', 'a']] })).toMatchObject([{ value: 'before' }])
    })
  })

  it('gives up a call at its deadline, fails the others like it, and can still leave with its exit code', async () => {
    await withKeyring(async (keyring) => {
      const daemon = daemonOf(keyring)
      process.kill(daemon, 'SIGSTOP')
      try {
        const ops: Operation[] = [
          ['get', 'a'],
          ['get', 'b'],
          ['set', 'c', canary.value],
        ]
        const outcomes = await driveStore(keyring.env, { store: 'keychain', deadline: 700, ops, together: true })
        expect(outcomes.map(({ code }) => code)).toEqual(Array(3).fill('prompt-timeout'))
        // Not after the usual half a minute.
        expect(Math.max(...outcomes.map(({ at }) => at))).toBeLessThan(20_000)
      } finally {
        process.kill(daemon, 'SIGCONT')
      }
    })
  })

  it('never answers "none" when the service dies in the middle of a call', async () => {
    await withKeyring(async (keyring) => {
      const daemon = daemonOf(keyring)
      process.kill(daemon, 'SIGSTOP')
      const asked = driveStore(keyring.env, { store: 'keychain', ops: [['get', 'a']] })
      await new Promise((resolve) => setTimeout(resolve, 1_000))
      process.kill(daemon, 'SIGKILL')
      // The bus may start the service anew, and then it is locked.
      expect((await asked)[0]?.code).toMatch(/^keychain-(crashed|locked|missing)$/)
    })
  })
})

describe('the keychain, unlocked', () => {
  let keyring: Keyring
  beforeAll(async () => {
    keyring = await openKeyring()
  })
  afterAll(() => keyring.close())

  const drive = (ops: Operation[], store: 'keychain' | 'vault' = 'vault', together = false) =>
    // Many starts: what they share is compiled once.
    driveStore({ ...keyring.env, NODE_COMPILE_CACHE: join(keyring.home, 'compiled') }, { store, ops, together })

  it.each([
    ['an empty secret', ''],
    ['a NUL', `${canary.value}\0cut off`],
    ['a lone surrogate', `${canary.value}\ud800`],
  ])('refuses %s before writing', async (_, text) => {
    const outcomes = await drive([
      ['set', 'refused', text],
      ['get', 'refused'],
    ])
    expect(outcomes).toMatchObject([{ code: 'secret-invalid' }, { value: null }])
    assertNoCanary([canary], 'the error', JSON.stringify(outcomes))
  })

  it('answers null and false for what was never there', async () => {
    expect(
      await drive([
        ['get', 'never'],
        ['delete', 'never'],
      ]),
    ).toMatchObject([{ value: null }, { value: false }])
  })

  it.each([
    ['1 byte', 'x'],
    ['CRLF and line ends', 'a\r\nb\n\r\n'],
    ['emoji and accents, composed or not', '🔑é\u0065\u0301\u202e'],
    ['a byte order mark', '\ufeffx'],
    ['2,000 bytes', 'x'.repeat(2_000)],
    ['2,001 bytes', 'x'.repeat(2_001)],
    ['2,001 bytes in 667 characters', '€'.repeat(667)],
    ['2,561 bytes', 'y'.repeat(2_561)],
    ['1,281 UTF-16 units', 'ü'.repeat(1_281)],
    ['1 MiB', 'z'.repeat(1024 * 1024)],
    ['what looks like an entry of ours', `bulkhead-sealed ${'0'.repeat(32)} ${'0'.repeat(64)}`],
  ])('gives back %s as it was', async (_, text) => {
    const outcomes = await drive([
      ['set', 'trip', text],
      ['get', 'trip'],
      ['delete', 'trip'],
      ['get', 'trip'],
    ])
    expect(outcomes[1]?.value === text).toBe(true)
    expect(outcomes.slice(2)).toMatchObject([{ value: true }, { value: null }])
  })

  it('keeps accounts apart that differ by a slash, a Unicode form or their last of 1,000 characters', async () => {
    const long = 'n'.repeat(1_000)
    const accounts = ['a/b', 'a', 'b', 'é', 'e\u0301', `${long}1`, `${long}2`]
    const written = await drive(accounts.map((account, index) => ['set', account, `value ${index}`]))
    expect(written.map(({ code }) => code)).toEqual(accounts.map(() => undefined))
    const read = await drive(accounts.map((account) => ['get', account]))
    expect(read.map(({ value }) => value)).toEqual(accounts.map((_, index) => `value ${index}`))
  })

  it('answers 8 requests at once, all right', async () => {
    const names = Array.from({ length: 8 }, (_, index) => `many-${index}`)
    await drive(
      names.map((name): Operation => ['set', name, `secret of ${name}`]),
      'keychain',
      true,
    )
    const outcomes = await drive(
      names.map((name) => ['get', name]),
      'keychain',
      true,
    )
    expect(outcomes.map(({ value }) => value)).toEqual(names.map((name) => `secret of ${name}`))
    expect(outcomes.map(({ at }) => at)).toEqual(outcomes.map(({ at }) => at).sort((a, b) => a - b))
  })

  it('leaves no oversize secret readable in the catalog, and none of it after its removal', async () => {
    const large = canary.value.repeat(100)
    await drive([['set', 'large', large]])
    assertNoCanaryInFiles([canary], join(keyring.home, 'bulkhead'))
    expect((await drive([['get', 'large']]))[0]?.value === large).toBe(true)
    await drive([['delete', 'large']])
    assertNoCanaryInFiles([canary], join(keyring.home, 'bulkhead'))
  })
})
