/**
 * Questions on a real terminal: what is typed is never shown, and a no is a no.
 */
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { assertNoCanary, newCanary } from '../../../e2e/canaries.ts'
import { type Keyring, openKeyring } from '../../../e2e/keyring.ts'
import { builtCli } from '../testing/built-cli.ts'
import { openTerminal, type Terminal } from '../testing/open-terminal.ts'
import { type Bulkhead, cliIn } from '../testing/run-cli.ts'

const canary = newCanary('the secret')

let keyring: Keyring
let bulkhead: Bulkhead
let cli: string
let open: Terminal | undefined

beforeAll(async () => {
  keyring = await openKeyring()
  cli = await builtCli()
  bulkhead = await cliIn(keyring.env)
})

afterEach(() => open?.close())

afterAll(() => keyring.close())

function onTerminal(...args: string[]): Terminal {
  open = openTerminal([process.execPath, cli, ...args], { env: keyring.env, cwd: keyring.home })
  return open
}

describe('a secret at the hidden prompt', () => {
  it('is kept and not shown', async () => {
    const terminal = onTerminal('add', 'typed', '--domain', 'service:test')
    await terminal.waitFor(/secret for typed: /)
    terminal.type(`${canary.value}\r`)
    expect(await terminal.ended).toBe(0)
    assertNoCanary([canary], 'the terminal', terminal.shown())
    expect((await bulkhead(['reveal', 'typed', '--yes'])).stdout === `${canary.value}\n`).toBe(true)
  })

  it('is not asked for when the rest is wrong', async () => {
    const terminal = onTerminal('add', 'typed2', '--domain', 'service:test', '--to', '*')
    expect(await terminal.ended).toBe(3)
    expect(terminal.shown()).not.toContain('secret for')
  })

  it('of several lines is refused where a paste is not marked, and nothing runs', async () => {
    const terminal = onTerminal('add', 'pasted', '--domain', 'service:test')
    await terminal.waitFor(/secret for pasted: /)
    terminal.type('first\rsecond\r')
    expect(await terminal.ended).toBe(2)
    expect(terminal.shown()).toContain('several lines were pasted')
    expect((await bulkhead(['show', 'pasted'])).code).toBe(4)
  })

  it('is given up with Control-C', async () => {
    const terminal = onTerminal('add', 'given-up', '--domain', 'service:test')
    await terminal.waitFor(/secret for given-up: /)
    terminal.type('half\x03')
    expect(await terminal.ended).toBe(3)
  })
})

describe('a question', () => {
  it('with a no shows nothing', async () => {
    const terminal = onTerminal('reveal', 'typed')
    await terminal.waitFor(/showing the secret of typed/)
    terminal.type('n')
    expect(await terminal.ended).toBe(3)
    expect(terminal.shown()).toContain('bulkhead: showing the secret of typed was cancelled')
    assertNoCanary([canary], 'the terminal', terminal.shown())
  })

  it('with only Enter is a no', async () => {
    const terminal = onTerminal('rm', 'typed')
    await terminal.waitFor(/removing typed and its secret/)
    terminal.type('\r')
    expect(await terminal.ended).toBe(3)
    expect((await bulkhead(['show', 'typed'])).code).toBe(0)
  })

  it('with a yes goes on', async () => {
    const terminal = onTerminal('reveal', 'typed')
    await terminal.waitFor(/showing the secret of typed/)
    terminal.type('y')
    expect(await terminal.ended).toBe(0)
    expect(terminal.shown().includes(canary.value)).toBe(true)
  })

  it('is not asked with --yes', async () => {
    const terminal = onTerminal('rm', 'typed', '--yes')
    expect(await terminal.ended).toBe(0)
    expect(terminal.shown()).not.toContain('go on?')
  })
})
