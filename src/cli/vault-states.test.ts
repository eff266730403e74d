/**
 * What the command line does when what it rests on is not there, locked, stuck, foreign, damaged or full.
 */
import { execFile } from 'node:child_process'
import { chmodSync, lchownSync, mkdirSync, readFileSync, renameSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { promisify } from 'node:util'
import { describe, expect, it } from 'vitest'
import { assertNoCanary, assertNoCanaryInFiles, newCanary } from '../../e2e/canaries.ts'
import { type Keyring, lockKeyring, unlockKeyring, withKeyring } from '../../e2e/keyring.ts'
import { builtCli } from './testing/built-cli.ts'
import { type Bulkhead, cliIn, run } from './testing/run-cli.ts'

const canary = newCanary('the secret')
const other = newCanary('another secret')

const add = (bulkhead: Bulkhead, name: string, value: string, ...more: string[]) =>
  bulkhead(['add', name, '--domain', 'service:test', '--json', ...more], { input: value })

const home = ({ env }: Keyring): string => env.BULKHEAD_HOME ?? ''

const errorOf = async (answer: ReturnType<Bulkhead>): Promise<{ exit: number | null; code: unknown }> => {
  const { code, json, stderr, stdout } = await answer
  assertNoCanary([canary, other], 'the error', stdout + stderr)
  expect(stderr).toMatch(/^bulkhead: .*\nhint: .*\n$/)
  return { exit: code, code: (json().error as { code: string }).code }
}

/** A vault with one token, handed to `use` in its keyring. */
const withToken = (use: (bulkhead: Bulkhead, keyring: Keyring) => Promise<void>): Promise<void> =>
  withKeyring(async (keyring) => {
    const bulkhead = await cliIn(keyring.env)
    expect((await add(bulkhead, 'kept', canary.value)).code).toBe(0)
    await use(bulkhead, keyring)
  })

const names = async (bulkhead: Bulkhead): Promise<string[]> => {
  const { tokens } = (await bulkhead(['list', '--json'])).json() as unknown as { tokens: { name: string }[] }
  return tokens.map(({ name }) => name)
}

describe('the keychain', () => {
  it('when locked is called locked, never missing; nothing is half-written, and lists go on', () =>
    withToken(async (bulkhead, keyring) => {
      await lockKeyring(keyring.env)
      const locked = { exit: 5, code: 'keychain-locked' }
      expect(await errorOf(add(bulkhead, 'new', other.value))).toEqual(locked)
      expect(await errorOf(bulkhead(['reveal', 'kept', '--yes', '--json']))).toEqual(locked)
      expect(await errorOf(bulkhead(['check', '--reread', '--json']))).toEqual(locked)
      expect(await errorOf(bulkhead(['rotate', 'kept', '--json'], { input: other.value }))).toEqual(locked)
      expect(await errorOf(bulkhead(['rm', 'kept', '--yes', '--json']))).toEqual(locked)
      expect(await names(bulkhead)).toEqual(['kept'])
      expect((await bulkhead(['doctor'])).code).toBe(5)

      await unlockKeyring(keyring.env)
      expect((await bulkhead(['reveal', 'kept', '--yes'])).stdout === `${canary.value}\n`).toBe(true)
      expect(await names(bulkhead)).toEqual(['kept'])
      assertNoCanaryInFiles([canary, other], home(keyring))
    }))

  it.each(['none', 'no-bus'] as const)(
    'when not there (%s) is called missing, and nothing else is chosen for it',
    (service) =>
      withKeyring(
        async (keyring) => {
          const bulkhead = await cliIn(keyring.env)
          expect(await errorOf(add(bulkhead, 'new', other.value))).toEqual({ exit: 5, code: 'keychain-missing' })
          expect(await names(bulkhead)).toEqual([])
          expect((await bulkhead(['doctor'])).code).toBe(5)
          assertNoCanaryInFiles([other], keyring.home)
          // The kernel's keyrings, where some libraries fall back to.
          expect(readFileSync('/proc/keys', 'utf8')).not.toContain('bulkhead')
        },
        { service },
      ),
  )

  it('when it does not answer ends us at the deadline', () =>
    withToken(async (bulkhead, keyring) => {
      const daemon = await daemonOf(keyring)
      process.kill(daemon, 'SIGSTOP')
      try {
        const began = Date.now()
        expect(await errorOf(bulkhead(['reveal', 'kept', '--yes', '--json']))).toEqual({
          exit: 5,
          code: 'prompt-timeout',
        })
        expect(Date.now() - began).toBeLessThan(150_000)
      } finally {
        process.kill(daemon, 'SIGCONT')
      }
      expect((await bulkhead(['reveal', 'kept', '--yes'])).code).toBe(0)
    }))
})

async function daemonOf({ env }: Keyring): Promise<number> {
  const call = ['--dest', 'org.freedesktop.DBus', '--object-path', '/org/freedesktop/DBus']
  const method = ['--method', 'org.freedesktop.DBus.GetConnectionUnixProcessID', 'org.freedesktop.secrets']
  const { stdout } = await promisify(execFile)('gdbus', ['call', '--session', ...call, ...method], { env })
  return Number(/\d+(?=,)/.exec(stdout.replace('uint32', ''))?.[0])
}

describe('the sealed store', () => {
  const withSealed = (use: (bulkhead: Bulkhead, keyring: Keyring, fd: (text: string) => string[]) => Promise<void>) =>
    withKeyring(
      async (keyring) => {
        const file = join(keyring.home, 'passphrase')
        const cli = await builtCli()
        // bash opens descriptor 3, as a user would.
        const bulkhead: Bulkhead = (args, { input = '' } = {}) =>
          run('bash', ['-c', `exec '${process.execPath}' '${cli}' "$@" 3< '${file}'`, 'bash', ...args], {
            input,
            env: keyring.env,
          })
        const fd = (text: string): string[] => {
          writeFileSync(file, text)
          return ['--passphrase-fd', '3']
        }
        await use(bulkhead, keyring, fd)
      },
      { service: 'no-bus' },
    )

  it('is chosen, and then keeps secrets under its passphrase without any keychain', () =>
    withSealed(async (bulkhead, keyring, fd) => {
      const right = fd('correct horse\n')
      const chosen = await bulkhead(['init', '--store', 'sealed', '--json', ...right])
      expect(chosen.json()).toEqual({ v: 1, ok: true })
      expect((await add(bulkhead, 'kept', canary.value, ...right)).code).toBe(0)
      expect((await bulkhead(['reveal', 'kept', '--yes', ...right])).stdout === `${canary.value}\n`).toBe(true)
      assertNoCanaryInFiles([canary], home(keyring))

      const locked = { exit: 5, code: 'keychain-locked' }
      expect(await errorOf(bulkhead(['reveal', 'kept', '--yes', '--json', ...fd('wrong')]))).toEqual(locked)
      expect(await errorOf(bulkhead(['reveal', 'kept', '--yes', '--json']))).toEqual(locked)
    }))

  it.each([
    ['an empty passphrase', '\n', ['--passphrase-fd', '3'], { exit: 2, code: 'secret-invalid' }],
    ['a descriptor that is not open', 'x', ['--passphrase-fd', '9'], { exit: 2, code: 'usage' }],
    ['a descriptor that is none', 'x', ['--passphrase-fd', 'x'], { exit: 2, code: 'usage' }],
    ['no passphrase at all', 'x', [], { exit: 5, code: 'keychain-locked' }],
  ])('is not made with %s', (_, text, options, error) =>
    withSealed(async (bulkhead, _keyring, fd) => {
      fd(text)
      expect(await errorOf(bulkhead(['init', '--store', 'sealed', '--json', ...options]))).toEqual(error)
    }),
  )
})

describe('the folders', () => {
  const UNSAFE = { exit: 3, code: 'unsafe-path' }

  it.each<[string, (data: string) => void]>([
    ['open to others', (data) => chmodSync(data, 0o755)],
    ['of another owner', (data) => lchownSync(data, 12_345, 12_345)],
    [
      'that are links',
      (data) => {
        renameSync(data, `${data}.real`)
        symlinkSync(`${data}.real`, data)
      },
    ],
  ])('%s are refused', (_, spoil) =>
    withToken(async (bulkhead, keyring) => {
      spoil(join(home(keyring), 'data'))
      expect(await errorOf(bulkhead(['list', '--json']))).toEqual(UNSAFE)
      expect(await errorOf(add(bulkhead, 'new', other.value))).toEqual(UNSAFE)
    }),
  )

  it('are not made below one that others can write', () =>
    withKeyring(async (keyring) => {
      mkdirSync(home(keyring))
      chmodSync(home(keyring), 0o777)
      const bulkhead = await cliIn(keyring.env)
      expect(await errorOf(add(bulkhead, 'new', other.value))).toEqual(UNSAFE)
    }))
})

describe('the catalog', () => {
  it('of a newer version is left alone', () =>
    withToken(async (bulkhead, keyring) => {
      const database = new DatabaseSync(join(home(keyring), 'data/catalog.db'))
      database.exec('PRAGMA user_version = 9999')
      database.close()
      const newer = { exit: 1, code: 'catalog-newer' }
      expect(await errorOf(bulkhead(['list', '--json']))).toEqual(newer)
      expect(await errorOf(add(bulkhead, 'new', other.value))).toEqual(newer)
    }))

  it('that is damaged is called damaged', () =>
    withToken(async (bulkhead, keyring) => {
      writeFileSync(join(home(keyring), 'data/catalog.db'), 'not a database '.repeat(1000))
      const corrupt = { exit: 1, code: 'catalog-corrupt' }
      expect(await errorOf(bulkhead(['list', '--json']))).toEqual(corrupt)
      expect(await errorOf(add(bulkhead, 'new', other.value))).toEqual(corrupt)
      expect((await bulkhead(['doctor'])).code).toBe(1)
    }))

  it('on a full disk says so and keeps what was there', () =>
    withToken(async (bulkhead, keyring) => {
      const cli = await builtCli()
      // A limit on the size of files: what the system answers is what a full disk makes of a write.
      const line = `ulimit -f 8; exec '${process.execPath}' '${cli}' add full --domain service:test --json`
      const { code, stdout } = await run('bash', ['-c', line], { input: other.value, env: keyring.env })
      expect(code).toBe(1)
      expect(JSON.parse(stdout).error.code).toBe('disk')
      expect(await names(bulkhead)).toEqual(['kept'])
      expect((await add(bulkhead, 'full', other.value)).code).toBe(0)
    }))
})
