/**
 * `bulkhead shell --broker` with real shells on real terminals: they hold placeholders, whatever the user's own files
 * export, and they end when the session does.
 */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { assertNoCanary } from '../../../e2e/canaries.ts'
import { type BrokeredWorld, openBrokeredWorld } from '../testing/brokered-world.ts'
import { ok } from '../testing/exec-world.ts'
import { openTerminal, type Terminal } from '../testing/open-terminal.ts'
import { makeFishFolders } from '../testing/shell-world.ts'

let world: BrokeredWorld
let open: Terminal[] = []

beforeAll(async () => {
  world = await openBrokeredWorld()
  makeFishFolders(world.keyring.home)
  writeStartUpFiles()
})
afterEach(() => {
  for (const terminal of open) terminal.close()
  open = []
})
afterAll(() => world.close())

/** Start-up files that name another proxy and other roots, and take the exceptions away. */
function writeStartUpFiles(): void {
  const elsewhere = 'http://127.0.0.1:9'
  const posix = `export HTTPS_PROXY=${elsewhere} https_proxy=${elsewhere} SSL_CERT_FILE=/dev/null CURL_CA_BUNDLE=/dev/null WEB_TOKEN=wrong\n`
  writeFileSync(join(world.keyring.home, '.bashrc'), `${posix}PS1='ready$ '\n`)
  writeFileSync(join(world.keyring.home, '.zshrc'), `${posix}PROMPT='ready$ '\n`)
  writeFileSync(
    join(world.keyring.home, 'config/fish/config.fish'),
    `status is-interactive; or exit\nset -gx HTTPS_PROXY ${elsewhere}\nset -gx https_proxy ${elsewhere}\nset -gx CURL_CA_BUNDLE /dev/null\nset -gx WEB_TOKEN wrong\nset -g fish_greeting\nfunction fish_prompt; printf 'ready$ '; end\n`,
  )
}

function shell(name: string, ...args: string[]): Terminal {
  const opened = openTerminal([process.execPath, world.cli, 'shell', '--broker', ...args], {
    env: { ...world.keyring.env, SHELL: `/usr/bin/${name}`, ...world.env },
    cwd: world.folder,
  })
  open.push(opened)
  return opened
}

describe.each(['bash', 'zsh', 'fish'])('a brokered shell: %s', (name) => {
  it('sends the token and never holds it, whatever the user’s files say, and ends with its own code', async () => {
    const terminal = shell(name, '--strict')
    await terminal.waitFor(/ready\$/)
    terminal.type(`${world.get('/allowed/x')}; echo " -""done"\n`)
    expect(await terminal.waitFor(/ -done/)).toContain('fine -done')
    terminal.type(`${world.get('/other')}; echo " -""done"\n`)
    const refused = await terminal.waitFor(/ -done/)
    expect(refused).toContain('"code":"out-of-domain-path"')
    expect(refused).toMatch(
      /bulkhead: refused GET localhost:\d+\/other: web may call localhost:\d+\/allowed\/\*\* \(out-of-/,
    )
    terminal.type('env; exit 5\n')
    expect(await terminal.ended).toBe(5)
    expect(terminal.shown()).toMatch(/WEB_TOKEN=ghp_[A-Za-z0-9]{36}/)
    assertNoCanary([world.token], 'the terminal', terminal.shown())
    expect(world.upstream.arrived.at(-1)?.authorization === `Bearer ${world.token.value}`).toBe(true)
  })
})

describe('a brokered shell', () => {
  it('gets an interrupt of its terminal once, and goes on', async () => {
    const terminal = shell('bash')
    await terminal.waitFor(/ready\$/)
    terminal.type("trap 'echo one-''int' INT\n")
    await terminal.waitFor(/ready\$/)
    // bash runs a trap at the next line where the signal came in the moment before it reads.
    terminal.type('\u0003\n')
    await terminal.waitFor(/one-int/)
    terminal.type('echo still-""here; exit\n')
    await terminal.waitFor(/still-here/)
    expect(await terminal.ended).toBe(0)
    expect(terminal.shown().match(/one-int/g)).toHaveLength(1)
  })

  it('ends when its session is ended from outside, and when its time is up', async () => {
    const terminal = shell('bash')
    await terminal.waitFor(/ready\$/)
    await ok(world.bulkhead(['sessions', 'end', (await world.sessions()).at(-1)?.id ?? '']))
    await terminal.ended
    expect(terminal.shown()).toContain('ended from outside')

    const short = shell('bash', '--for', '2s')
    await short.ended
    expect(short.shown()).toContain('time is up')
  })
})
