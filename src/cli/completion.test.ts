/**
 * The completion scripts in real shells on real terminals, with a person's TAB.
 */
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:net'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { newCanary } from '../../e2e/canaries.ts'
import { type Environment, type Keyring, openKeyring } from '../../e2e/keyring.ts'
import { builtCli } from './testing/built-cli.ts'
import { openTerminal, type Terminal } from './testing/open-terminal.ts'
import { type Bulkhead, cliIn, run } from './testing/run-cli.ts'

const SHELLS = ['bash', 'zsh', 'fish'] as const

let keyring: Keyring
let bulkhead: Bulkhead
let env: Environment
let bus: Server
let calls = 0
let open: Terminal | undefined

beforeAll(async () => {
  keyring = await openKeyring()
  bulkhead = await cliIn(keyring.env)
  for (const name of ['github-web', 'gitlab-web', 'stripe']) {
    const { code } = await bulkhead(['add', name, '--domain', 'dataset:acme-eu'], { input: newCanary(name).value })
    expect(code).toBe(0)
  }
  env = { ...keyring.env, PATH: `${commandFolder(await builtCli())}:${keyring.env.PATH}`, ...(await watchedBus()) }
  await writeStartUpFiles()
})

afterEach(() => open?.close())

afterAll(async () => {
  bus.close()
  await keyring.close()
})

/** A folder with `bulkhead` in it, as a package would put it on PATH. */
function commandFolder(cli: string): string {
  const folder = join(keyring.home, 'bin')
  mkdirSync(folder)
  writeFileSync(join(folder, 'bulkhead'), `#!/bin/sh\nexec '${process.execPath}' '${cli}' "$@"\n`)
  chmodSync(join(folder, 'bulkhead'), 0o755)
  return folder
}

/** In place of the session bus: whoever wants the keychain knocks here, and is counted. */
async function watchedBus(): Promise<Environment> {
  const path = join(keyring.home, 'watched-bus')
  bus = createServer((socket) => {
    calls += 1
    socket.destroy()
  })
  await new Promise<void>((resolve) => bus.listen(path, resolve))
  return { DBUS_SESSION_BUS_ADDRESS: `unix:path=${path}` }
}

async function writeStartUpFiles(): Promise<void> {
  const { home } = keyring
  mkdirSync(join(home, 'config/fish'), { recursive: true })
  mkdirSync(join(home, 'work/inner-folder'), { recursive: true })
  writeFileSync(join(home, 'work/inner-file'), '')
  writeFileSync(join(home, '.bashrc'), "PS1='ready$ '\nsource <(bulkhead completion bash)\n")
  writeFileSync(
    join(home, '.zshrc'),
    "PROMPT='ready$ '\nautoload -U compinit && compinit -u -d $HOME/.zcompdump\nsource <(bulkhead completion zsh)\n",
  )
  writeFileSync(
    join(home, 'config/fish/config.fish'),
    "set -g fish_greeting\nfunction fish_prompt; printf 'ready$ '; end\nbulkhead completion fish | source\n",
  )
}

async function startShell(shell: (typeof SHELLS)[number]): Promise<Terminal> {
  open = openTerminal([shell, '-i'], { env, cwd: join(keyring.home, 'work') })
  await open.waitFor(/ready\$ /)
  return open
}

// Control-U; Control-C could reach the completion itself, still running.
const CLEAR_LINE = '\x15'

describe.each(SHELLS)('in %s', (shell) => {
  it('a TAB completes commands, options, names, domains and folders, and never asks the keychain', async () => {
    const terminal = await startShell(shell)
    for (const [typed, completed] of [
      ['bulkhead quar', /bulkhead quarantine /],
      ['bulkhead show str', /bulkhead show stripe/],
      ['bulkhead list --god --dom', /bulkhead list --god --domain/],
      ['bulkhead list --domain dataset:ac', /bulkhead list --domain dataset:acme-eu/],
      ['bulkhead project --project inner', /bulkhead project --project inner-folder/],
      ['bulkhead exec -- bulkhead sh', /bulkhead exec -- bulkhead sh/],
    ] as const) {
      terminal.type(`${typed}\t`)
      await terminal.waitFor(completed)
      terminal.type(CLEAR_LINE)
    }
    terminal.type('bulkhead show git\t\t')
    await terminal.waitFor(/github-web.*gitlab-web|gitlab-web.*github-web/s)
    expect(calls).toBe(0)
  })
})

describe('the script', () => {
  it.each(SHELLS)('for %s is what that shell can read', async (shell) => {
    const script = join(keyring.home, `script.${shell}`)
    writeFileSync(script, (await bulkhead(['completion', shell])).stdout)
    expect(await run(shell, ['-n', script], { input: '', env })).toMatchObject({ code: 0, stderr: '' })
  })

  it('is JSON when asked', async () => {
    const { stdout } = await bulkhead(['completion', 'pwsh'])
    expect((await bulkhead(['completion', 'pwsh', '--json'])).json()).toEqual({ v: 1, script: stdout })
  })
})

describe('candidates', () => {
  it('come without a vault, and make none', async () => {
    const home = join(keyring.home, 'never-used')
    const { code, stdout, stderr } = await bulkhead(['__complete'], { input: 'show\0\0', env: { BULKHEAD_HOME: home } })
    expect({ code, stdout, stderr }).toEqual({ code: 0, stdout: '', stderr: '' })
    expect((await run('ls', [join(home, 'data')], { input: '', env })).code).not.toBe(0)
  })
})
