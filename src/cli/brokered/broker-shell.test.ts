/**
 * `bulkhead shell --broker` with real shells on real terminals: they hold placeholders, whatever the user's own files
 * export, and they end when the session does.
 */
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { assertNoCanary, assertNoCanaryInFiles, newCanary } from '../../../e2e/canaries.ts'
import { type Keyring, openKeyring } from '../../../e2e/keyring.ts'
import { builtCli } from '../testing/built-cli.ts'
import { ok } from '../testing/exec-world.ts'
import { openTerminal, type Terminal } from '../testing/open-terminal.ts'
import { type Bulkhead, cliIn } from '../testing/run-cli.ts'
import { startUpstream, type Upstream } from '../testing/upstream.ts'

const token = newCanary('the token of web', 'ghp_', 36)

let keyring: Keyring
let bulkhead: Bulkhead
let cli: string
let folder: string
let upstream: Upstream
let roots: string
let open: Terminal[] = []

beforeAll(async () => {
  ;[keyring, cli, upstream] = await Promise.all([openKeyring(), builtCli(), startUpstream()])
  bulkhead = await cliIn(keyring.env)
  folder = join(keyring.home, 'web')
  for (const path of [folder, join(keyring.home, 'config/fish')]) mkdirSync(path)
  roots = join(keyring.home, 'own-roots.pem')
  writeFileSync(roots, upstream.root)
  const to = ['--to', `localhost:${upstream.port}/allowed/**`]
  await ok(bulkhead(['add', 'web', '--domain', 'project:web', '--env', 'WEB_TOKEN', ...to], { input: token.value }))
  await ok(bulkhead(['bind', 'web', '--yes'], { cwd: folder }))
  writeStartUpFiles()
})
afterEach(() => {
  for (const terminal of open) terminal.close()
  open = []
})
afterAll(async () => {
  assertNoCanaryInFiles([token], keyring.env.BULKHEAD_HOME ?? '', folder)
  await Promise.all([keyring.close(), upstream.close()])
})

/** Start-up files that name another proxy and other roots, and take the exceptions away. */
function writeStartUpFiles(): void {
  const elsewhere = 'http://127.0.0.1:9'
  const posix = `export HTTPS_PROXY=${elsewhere} https_proxy=${elsewhere} SSL_CERT_FILE=/dev/null CURL_CA_BUNDLE=/dev/null WEB_TOKEN=wrong\n`
  writeFileSync(join(keyring.home, '.bashrc'), `${posix}PS1='ready$ '\n`)
  writeFileSync(join(keyring.home, '.zshrc'), `${posix}PROMPT='ready$ '\n`)
  writeFileSync(
    join(keyring.home, 'config/fish/config.fish'),
    `status is-interactive; or exit\nset -gx HTTPS_PROXY ${elsewhere}\nset -gx https_proxy ${elsewhere}\nset -gx CURL_CA_BUNDLE /dev/null\nset -gx WEB_TOKEN wrong\nset -g fish_greeting\nfunction fish_prompt; printf 'ready$ '; end\n`,
  )
}

function shell(name: string, ...args: string[]): Terminal {
  const opened = openTerminal([process.execPath, cli, 'shell', '--broker', ...args], {
    env: { ...keyring.env, SHELL: `/usr/bin/${name}`, SSL_CERT_FILE: roots },
    cwd: folder,
  })
  open.push(opened)
  return opened
}

const get = (path: string): string =>
  `curl -sS --max-time 20 -H "Authorization: Bearer $WEB_TOKEN" https://localhost:${upstream.port}${path}`

describe.each(['bash', 'zsh', 'fish'])('a brokered shell: %s', (name) => {
  it('sends the token and never holds it, whatever the user’s files say, and ends with its own code', async () => {
    const terminal = shell(name, '--strict')
    await terminal.waitFor(/ready\$/)
    terminal.type(`${get('/allowed/x')}; echo " -""done"\n`)
    expect(await terminal.waitFor(/ -done/)).toContain('fine -done')
    terminal.type(`${get('/other')}; echo " -""done"\n`)
    const refused = await terminal.waitFor(/ -done/)
    expect(refused).toContain('"code":"out-of-domain-path"')
    expect(refused).toMatch(
      /bulkhead: refused GET localhost:\d+\/other: web may call localhost:\d+\/allowed\/\*\* \(out-of-/,
    )
    terminal.type('env; exit 5\n')
    expect(await terminal.ended).toBe(5)
    expect(terminal.shown()).toMatch(/WEB_TOKEN=ghp_[A-Za-z0-9]{36}/)
    assertNoCanary([token], 'the terminal', terminal.shown())
    expect(upstream.arrived.at(-1)?.authorization === `Bearer ${token.value}`).toBe(true)
  })
})

describe('a brokered shell', () => {
  it('gets an interrupt of its terminal once, and goes on', async () => {
    const terminal = shell('bash')
    await terminal.waitFor(/ready\$/)
    terminal.type("trap 'echo one-''int' INT\n")
    await terminal.waitFor(/ready\$/)
    terminal.type('\u0003')
    await terminal.waitFor(/one-int/)
    terminal.type('echo still-""here; exit\n')
    await terminal.waitFor(/still-here/)
    expect(await terminal.ended).toBe(0)
    expect(terminal.shown().match(/one-int/g)).toHaveLength(1)
  })

  it('ends when its session is ended from outside, and when its time is up', async () => {
    const terminal = shell('bash')
    await terminal.waitFor(/ready\$/)
    const { sessions } = (await ok(bulkhead(['sessions', '--json']))).json() as unknown as {
      sessions: { id: string }[]
    }
    await ok(bulkhead(['sessions', 'end', sessions.at(-1)?.id ?? '']))
    await terminal.ended
    expect(terminal.shown()).toContain('ended from outside')

    const short = shell('bash', '--for', '2s')
    await short.ended
    expect(short.shown()).toContain('time is up')
  })
})
