/**
 * Secrets through the command line: every byte comes back, and no other process sees one.
 */
import { spawn } from 'node:child_process'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { assertNoCanary, assertNoCanaryInCommandLines, assertNoCanaryInFiles, newCanary } from '../../e2e/canaries.ts'
import { isKeyringLocked, type Keyring, openKeyring } from '../../e2e/keyring.ts'
import { builtCli } from './testing/built-cli.ts'
import { type Bulkhead, cliIn } from './testing/run-cli.ts'

const MEBIBYTE = 1024 * 1024
const canary = newCanary('the secret')

let keyring: Keyring
let bulkhead: Bulkhead

beforeAll(async () => {
  keyring = await openKeyring()
  bulkhead = await cliIn(keyring.env)
})

afterAll(() => keyring.close())

let count = 0
const add = (input: string | Uint8Array) => {
  count += 1
  return bulkhead(['add', `secret-${count}`, '--domain', 'service:test'], { input })
}
const reveal = (more: readonly string[] = []) => bulkhead(['reveal', `secret-${count}`, '--yes', ...more])

describe('a secret on standard input', () => {
  it.each<[string, string | Uint8Array]>([
    ['nothing', ''],
    ['only a line end', '\n'],
    ['only a DOS line end', '\r\n'],
    ['NUL in the middle', 'be\0fore'],
    ['bytes that are not UTF-8', Buffer.from([0x61, 0xff, 0x62])],
    ['half of a surrogate pair as UTF-8', Buffer.from([0xed, 0xa0, 0x80])],
    ['1 MiB and a byte', 'x'.repeat(MEBIBYTE + 1)],
    ['1 MiB and a byte and a line end', `${'x'.repeat(MEBIBYTE + 1)}\n`],
  ])('is refused: %s', async (_, input) => {
    const { code, stderr } = await add(input)
    expect(code).toBe(2)
    expect(stderr).toMatch(/^bulkhead: the secret .*\nhint: .*standard input.*\n$/)
    expect((await bulkhead(['show', `secret-${count}`])).code).toBe(4)
  })

  it.each([
    ['one character', 'x', 'x'],
    ['a line end', `${canary.value}\n`, canary.value],
    ['a DOS line end', `${canary.value}\r\n`, canary.value],
    ['two line ends, of which one stays', `${canary.value}\n\n`, `${canary.value}\n`],
    ['a carriage return alone', `${canary.value}\r`, `${canary.value}\r`],
    ['spaces around', `  ${canary.value}\t`, `  ${canary.value}\t`],
    ['several lines', '-----BEGIN X-----\nline\n-----END X-----\n', '-----BEGIN X-----\nline\n-----END X-----'],
    ['letters of other scripts and a byte order mark', '\ufeffпароль 東京 👩‍🚀', '\ufeffпароль 東京 👩‍🚀'],
    ['control and bidi characters', 'a\x1b[2J\u202eb\x7f', 'a\x1b[2J\u202eb\x7f'],
    ['2,001 bytes', 'y'.repeat(2001), 'y'.repeat(2001)],
    ['1 MiB of two-byte letters and a DOS line end', `${'é'.repeat(MEBIBYTE / 2)}\r\n`, 'é'.repeat(MEBIBYTE / 2)],
  ])('comes back as it was: %s', async (_, input, kept) => {
    const added = await add(input)
    expect(added).toMatchObject({ code: 0 })
    const revealed = await reveal()
    // Compared by hand: a failure must not print a secret.
    expect(revealed.stdout === `${kept}\n`).toBe(true)
    if (kept.length < 5000) expect((await reveal(['--json'])).json().secret === kept).toBe(true)
  })
})

describe('while commands run', () => {
  it('no command line of any process holds the secret', async () => {
    const cli = await builtCli()
    const child = spawn(process.execPath, [cli, 'add', 'watched', '--domain', 'service:test'], {
      env: keyring.env,
      stdio: ['pipe', 'ignore', 'ignore'],
    })
    const ended = new Promise((resolve) => child.once('close', resolve))
    child.stdin.write(canary.value.slice(0, 20))
    const watch = setInterval(() => assertNoCanaryInCommandLines([canary]), 20)
    child.stdin.end(canary.value.slice(20))
    expect(await ended).toBe(0)
    clearInterval(watch)
  })

  it('50 at once all answer right, and the keyring is alive after', async () => {
    const name = 'watched'
    const runs = Array.from({ length: 50 }, (_, index) =>
      bulkhead(index % 2 === 0 ? ['reveal', name, '--yes'] : ['show', name, '--json']),
    )
    for (const [index, { code, stdout }] of (await Promise.all(runs)).entries()) {
      expect(code).toBe(0)
      const isRight = index % 2 === 0 ? stdout === `${canary.value}\n` : JSON.parse(stdout).token.name === name
      expect(isRight).toBe(true)
    }
    expect(await isKeyringLocked(keyring.env)).toBe(false)
  }, 300_000)
})

describe('what is left behind', () => {
  it('holds no secret: files, lists, the record, the doctor', async () => {
    assertNoCanaryInFiles([canary], keyring.env.BULKHEAD_HOME ?? '')
    for (const args of [
      ['list'],
      ['list', '--json'],
      ['show', 'watched'],
      ['audit'],
      ['audit', 'export'],
      ['doctor'],
    ]) {
      const { stdout, stderr } = await bulkhead(args)
      assertNoCanary([canary], args.join(' '), stdout + stderr)
    }
  })
})
