/**
 * `bulkhead shell` with real shells on real terminals: what is in them, how they look, and how they end.
 */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { assertNoCanary, assertNoCanaryInCommandLines, assertNoCanaryInFiles, newCanary } from '../../e2e/canaries.ts'
import { type Keyring, openKeyring } from '../../e2e/keyring.ts'
import { until } from '../../e2e/until.ts'
import { builtCli } from './testing/built-cli.ts'
import { openTerminal, type Terminal } from './testing/open-terminal.ts'
import { type Bulkhead, cliIn, type Run, run } from './testing/run-cli.ts'

const web = newCanary('the token of web')
const api = newCanary('the token of api', 'glpat-', 20)

const SHELLS = ['bash', 'zsh', 'fish'] as const
type Shell = (typeof SHELLS)[number]

let keyring: Keyring
let bulkhead: Bulkhead
let cli: string
let folder: string
let open: Terminal[] = []

beforeAll(async () => {
  keyring = await openKeyring()
  cli = await builtCli()
  bulkhead = await cliIn(keyring.env)
  folder = join(keyring.home, 'web')
  for (const path of [folder, join(keyring.home, 'api'), join(keyring.home, 'config/fish')]) mkdirSync(path)
  await ok(bulkhead(['add', 'web', '--domain', 'project:web', '--env', 'WEB_TOKEN'], { input: web.value }))
  await ok(bulkhead(['add', 'short', '--domain', 'project:web', '--env', 'SHORT'], { input: 's3cret' }))
  await ok(bulkhead(['add', 'api', '--domain', 'project:api', '--env', 'API_TOKEN'], { input: api.value }))
  await ok(bulkhead(['bind', 'web'], { cwd: folder }))
  await ok(bulkhead(['bind', 'short'], { cwd: folder }))
  await ok(bulkhead(['bind', 'api'], { cwd: join(keyring.home, 'api') }))
  writeStartUpFiles()
}, 120_000)

afterEach(async () => {
  for (const terminal of open) terminal.close()
  open = []
})

afterAll(async () => {
  await keyring.close()
})

/** Start-up files as people have them: a prompt, a setting, and tokens that are exported to everything. */
function writeStartUpFiles(): void {
  const home = keyring.home
  const posix = `export WEB_TOKEN=wrong\nexport LEFT="Bearer ${api.value}"\nMY_SETTING=mine\n`
  writeFileSync(join(home, '.bashrc'), `${posix}PS1='ready$ '\n`)
  writeFileSync(join(home, '.zshenv'), 'export WEB_TOKEN=wrong-early\n')
  writeFileSync(join(home, '.zshrc'), `${posix}PROMPT='ready$ '\n`)
  writeFileSync(
    join(home, 'config/fish/config.fish'),
    `set -gx WEB_TOKEN wrong\nset -gx LEFT "Bearer ${api.value}"\nset -g MY_SETTING mine\nset -g fish_greeting\nfunction fish_prompt; printf 'ready$ '; end\n`,
  )
}

async function ok(running: Promise<Run>): Promise<Run> {
  const done = await running
  expect(done.stderr + done.stdout, `exit code ${done.code}`).toSatisfy(() => done.code === 0)
  return done
}

function terminal(shell: string, ...args: string[]): Terminal {
  const path = shell.includes('/') ? shell : pathOf(shell)
  const opened = openTerminal([process.execPath, cli, 'shell', ...args], {
    env: { ...keyring.env, SHELL: path },
    cwd: folder,
  })
  open.push(opened)
  return opened
}

const pathOf = (shell: string): string =>
  ['/bin', '/usr/bin'].map((place) => join(place, shell)).find((path) => readable(path)) ?? `/usr/bin/${shell}`

function readable(path: string): boolean {
  try {
    return readFileSync(path).length > 0
  } catch {
    return false
  }
}

/** What a command prints in the shell, between two marks that the line as typed does not hold. */
async function ask(shell: Terminal, command: string): Promise<string> {
  shell.type(`echo "<""<"; ${command}; echo ">"">"\n`)
  await shell.waitFor(/<<\n/)
  return (await shell.waitFor(/>>\n/)).replace(/>>\n$/, '').trim()
}

interface SessionRow {
  readonly id: string
  readonly kind: string
  readonly endedAt: string | null
  readonly endsAt: string | null
}

const lastSession = async (): Promise<SessionRow> => {
  const { sessions } = (await ok(bulkhead(['sessions', '--json']))).json() as unknown as { sessions: SessionRow[] }
  return sessions.toSorted((a, b) => (a.id < b.id ? -1 : 1)).at(-1) as SessionRow
}

describe.each(SHELLS)('a scoped %s', (name: Shell) => {
  const status = name === 'fish' ? '$status' : '$?'

  it('has the project’s tokens, whatever the user’s own start-up files export, and no other’s', async () => {
    const shell = terminal(name)
    await shell.waitFor(/\(web\) ready\$ /)
    expect(await ask(shell, 'printenv WEB_TOKEN SHORT')).toSatisfy((text) => text === `${web.value}\ns3cret`)
    expect(await ask(shell, 'printenv LEFT; printenv API_TOKEN')).toBe('')
    expect(await ask(shell, 'echo $MY_SETTING')).toBe('mine')
    expect(shell.shown()).toMatch(/bulkhead: LEFT is taken out: it holds api/)
    assertNoCanaryInCommandLines([web, api])
  })

  it('leaves of ours in its environment only the session, the project and the names of its variables', async () => {
    const shell = terminal(name, '--for', '1h')
    await shell.waitFor(/ready\$ /)
    const names = (await ask(shell, 'env | grep -o "^BULKHEAD_[A-Z_]*" | sort')).split('\n')
    const given = names.filter((one) => one !== 'BULKHEAD_HOME')
    expect(given).toEqual(['BULKHEAD_PROJECT', 'BULKHEAD_SESSION', 'BULKHEAD_VARIABLES'])
    expect(await ask(shell, 'echo $BULKHEAD_SESSION')).toBe((await lastSession()).id)
    expect(await ask(shell, 'printenv ZDOTDIR XDG_DATA_DIRS')).toBe('')
  })

  it('shows the project and the time that is left in the user’s own prompt, and leaves the last status alone', async () => {
    const shell = terminal(name, '--for', '2h')
    await shell.waitFor(/\(web (?:2h0m|1h59m)\) ready\$ /)
    shell.type('false\n')
    await shell.waitFor(/\(web (?:2h0m|1h59m)\) ready\$ /)
    expect(await ask(shell, 'true')).toBe('')
    shell.type(`false\n`)
    await shell.waitFor(/ready\$ /)
    shell.type(`echo "status"=${status}\n`)
    await shell.waitFor(/status=1\n/)
    await shell.waitFor(/\(web (?:2h0m|1h59m)\) ready\$ /)
    expect(shell.shown()).not.toMatch(/\(web (?:2h0m|1h59m)\) \(web/)
  })

  it('prints no secret when its start-up is traced', async () => {
    const traced: Record<Shell, Record<string, string>> = {
      bash: { SHELLOPTS: 'xtrace', SHELL: pathOf('bash') },
      // zsh takes no options from its environment.
      zsh: { SHELL: join(keyring.home, 'zsh') },
      fish: { fish_trace: '1', SHELL: pathOf('fish') },
    }
    writeFileSync(join(keyring.home, 'zsh'), `#!/bin/sh\nexec ${pathOf('zsh')} -x "$@"\n`, { mode: 0o755 })
    const shell = openTerminal([process.execPath, cli, 'shell'], {
      env: { ...keyring.env, ...traced[name] },
      cwd: folder,
    })
    open.push(shell)
    await shell.waitFor(/MY_SETTING/)
    await shell.waitFor(/\(web\) ready\$ /)
    expect(await ask(shell, 'printenv WEB_TOKEN | wc -c')).toContain(String(web.value.length + 1))
    assertNoCanary([web], 'its trace', shell.shown())
  })

  it('ends with the shell’s own code, says so, and is recorded', async () => {
    const shell = terminal(name)
    await shell.waitFor(/ready\$ /)
    shell.type('exit 7\n')
    expect(await shell.ended).toBe(7)
    expect(shell.shown()).toMatch(/bulkhead: done: the shell of web has ended/)
    expect(await lastSession()).toMatchObject({ kind: 'shell', endedAt: expect.any(String), endsAt: null })
  })

  it('refuses a shell of another project in it, runs one of its own, and exec of both', async () => {
    const shell = terminal(name)
    await shell.waitFor(/ready\$ /)
    const again = `${process.execPath} ${cli}`
    expect(await ask(shell, `cd ../api; ${again} shell --json; echo "code "${status}`)).toMatch(
      /"code":"inside-session"[\s\S]*code 125/,
    )
    expect(await ask(shell, `${again} exec -- printenv API_TOKEN WEB_TOKEN SHORT`)).toSatisfy(
      (text: string) => text.endsWith(api.value) && !text.includes(web.value) && !text.includes('s3cret'),
    )
    shell.type(`cd ../web; ${again} shell\n`)
    await shell.waitFor(/a shell of web[\s\S]*\(web\) ready\$ /)
    shell.type('exit 0\n')
    await shell.waitFor(/has ended[\s\S]*ready\$ /)
  })

  it('ends when its time is up, with what runs in it', async () => {
    const seconds = `4711.${process.pid}`
    // On a busy machine the time may be up before the command runs: then it gets more of it.
    const runFor = async (time: number): Promise<Terminal> => {
      const shell = terminal(name, '--for', `${time}s`)
      if ((await shell.waitFor(/ready\$ |time is up/)).endsWith('ready$ '))
        shell.type(`sh -c 'trap "" HUP; echo "still"-here; exec sleep ${seconds}'\n`)
      await shell.ended
      return shell.shown().includes('still-here') || time > 40 ? shell : runFor(time * 3)
    }
    expect((await runFor(3)).shown()).toMatch(/still-here[\s\S]*bulkhead: time is up/)
    // Who is killed needs a moment of its own to go.
    await until(() => !commandLines().some((line) => line.includes(`sleep ${seconds}`)))
    expect((await lastSession()).endedAt).not.toBeNull()
  })

  it.each(['SIGTERM', 'SIGHUP'] as const)('ends on %s to bulkhead, and is recorded', async (signal) => {
    const shell = terminal(name)
    await shell.waitFor(/ready\$ /)
    const pid = Number(
      await ask(shell, 'echo $PPID'.replace('$PPID', name === 'fish' ? '(ps -o ppid= $fish_pid)' : '$PPID')),
    )
    process.kill(pid, signal)
    await shell.ended
    await until(async () => (await lastSession()).endedAt !== null)
  })

  it('ends when its terminal is closed, and is recorded', async () => {
    const shell = terminal(name)
    await shell.waitFor(/ready\$ /)
    shell.close()
    await until(async () => (await lastSession()).endedAt !== null)
  })

  it('reads commands from a pipe, too', async () => {
    // A pipe of a shell's: what Node gives a child is a socket, and fish takes that for a folder.
    const line = `printf 'printenv WEB_TOKEN\\nexit 5\\n' | "$NODE" "$CLI" shell`
    const env = { ...keyring.env, SHELL: pathOf(name), NODE: process.execPath, CLI: cli }
    const done = await run('/bin/bash', ['-c', line], { input: '', cwd: folder, env })
    expect(done.code).toBe(5)
    expect(done.stdout.trim()).toSatisfy((text) => text === web.value)
  })

  it('leaves no trace of its secrets on the disk', async () => {
    const shell = terminal(name)
    await shell.waitFor(/ready\$ /)
    await ask(shell, 'echo hello')
    shell.type('exit\n')
    await shell.ended
    for (const path of readdirSync(keyring.home).filter((one) => one !== 'data' && one !== 'run')) {
      assertNoCanaryInFiles([web], join(keyring.home, path))
    }
  })
})

describe('a scoped shell', () => {
  it('leaves an interrupt to the shell', async () => {
    const shell = terminal('bash')
    await shell.waitFor(/ready\$ /)
    shell.type('sleep 30\n')
    await sleep(300)
    shell.type('\x03')
    await shell.waitFor(/ready\$ /)
    expect(await ask(shell, 'echo alive')).toBe('alive')
  })

  it('works in any other shell, with a plain prompt', async () => {
    const shell = terminal('/bin/dash')
    await shell.waitFor(/\(web\) \$ /)
    expect(await ask(shell, 'printenv WEB_TOKEN')).toSatisfy((text) => text === web.value)
  })

  it('keeps the user’s own ZDOTDIR', async () => {
    const dots = join(keyring.home, 'dots')
    mkdirSync(dots, { recursive: true })
    writeFileSync(join(dots, '.zshrc'), "PROMPT='dots$ '\n")
    const shell = openTerminal([process.execPath, cli, 'shell'], {
      env: { ...keyring.env, SHELL: pathOf('zsh'), ZDOTDIR: dots },
      cwd: folder,
    })
    open.push(shell)
    await shell.waitFor(/\(web\) dots\$ /)
    expect(await ask(shell, 'echo $ZDOTDIR')).toBe(dots)
  })

  it('keeps the user’s PROMPT_COMMAND, as a text and as a list', async () => {
    const home = join(keyring.home, 'prompts')
    mkdirSync(home, { recursive: true })
    for (const [index, line] of [`PROMPT_COMMAND='PS1="made$ "; '`, `PROMPT_COMMAND=('PS1="made$ "')`].entries()) {
      writeFileSync(join(home, '.bashrc'), `${line}\n`)
      const shell = openTerminal([process.execPath, cli, 'shell'], {
        env: { ...keyring.env, SHELL: pathOf('bash'), HOME: home },
        cwd: folder,
      })
      open.push(shell)
      await shell.waitFor(/\(web\) made\$ /)
      shell.type(`echo "round"-${index}\n`)
      await shell.waitFor(/round-\d\n\(web\) made\$ /)
    }
  })

  it.each([
    [['--for', '0s'], 'usage'],
    [['--for', 'soon'], 'usage'],
    [['--for', '8d'], 'usage'],
    [['--strict'], 'usage'],
    [['--bogus'], 'usage'],
    [['--project', '/nowhere/at/all'], 'not-found'],
  ])('answers %j with 125 and %s', async (args, code) => {
    const done = await bulkhead(['shell', '--json', ...args], { cwd: folder })
    expect(done.code).toBe(125)
    expect(done.json()).toMatchObject({ error: { code } })
  })

  it.each([
    ['/nowhere/bash', 127],
    ['/etc/passwd', 126],
    ['/tmp', 126],
  ])('gives the code of a start that failed when SHELL is %s: %i', async (SHELL, exit) => {
    expect((await bulkhead(['shell'], { cwd: folder, env: { SHELL } })).code).toBe(exit)
    expect((await lastSession()).endedAt).not.toBeNull()
  })

  it('says in a folder without a project that it gets no token', async () => {
    const nothing = join(keyring.home, 'nothing')
    mkdirSync(nothing, { recursive: true })
    const done = await bulkhead(['shell'], { cwd: nothing, env: { SHELL: '/bin/sh' }, input: 'exit 0' })
    expect(done).toMatchObject({ code: 0 })
    expect(done.stderr).toMatch(/no token/)
  })
})

const commandLines = (): string[] =>
  readdirSync('/proc')
    .filter((pid) => /^\d+$/.test(pid))
    .flatMap((pid) => {
      try {
        return [readFileSync(`/proc/${pid}/cmdline`, 'latin1').replaceAll('\0', ' ')]
      } catch {
        return []
      }
    })
