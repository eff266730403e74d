/**
 * What a coding agent does in `bulkhead shell --broker --strict`, on a terminal of its own: it clones, installs, calls its
 * API and pushes, and there is no place where it could find a secret.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { assertNoCanary, assertNoCanaryInFiles } from '../../../e2e/canaries.ts'
import { builtCli } from '../testing/built-cli.ts'
import { type ClientWorld, openClientWorld } from '../testing/client-world.ts'
import { newestCommit } from '../testing/git-repositories.ts'
import { openTerminal, type Terminal } from '../testing/open-terminal.ts'

let world: ClientWorld
let terminal: Terminal
let cli: string

beforeAll(async () => {
  ;[world, cli] = await Promise.all([openClientWorld(), builtCli()])
  const { keyring, folder, forge, env } = world
  const at = `localhost:${forge.port}`
  writeFileSync(join(keyring.home, '.bashrc'), 'PS1="ready$ "\nHISTFILE="$HOME/.bash_history"\n')
  const npm = `@acme:registry=https://${at}/npm/\n//${at}/npm/:_authToken=\${NPM_TOKEN}\naudit=false\nfund=false\n`
  writeFileSync(join(keyring.home, '.npmrc'), `${npm}update-notifier=false\ncache=${join(keyring.home, 'npm-cache')}\n`)
  const ask = `!f() { echo username=x; echo "password=$GITHUB_TOKEN"; }; f`
  const git = `[credential]\n\thelper = ${JSON.stringify(ask)}\n[user]\n\tname = Ada\n\temail = ada@acme.example\n`
  writeFileSync(join(keyring.home, '.gitconfig'), git)
  terminal = openTerminal([process.execPath, cli, 'shell', '--broker', '--strict'], {
    env: { ...keyring.env, ...env, SHELL: '/bin/bash', CLI: cli },
    cwd: folder,
  })
  await terminal.waitFor(/ready\$/)
})
afterAll(async () => {
  terminal.close()
  await world.close()
})

/** Types a line, and gives the exit code and all that showed. */
async function type(line: string): Promise<{ code: number; shown: string }> {
  terminal.type(`${line}; echo "code:"" $?."\n`)
  const shown = await terminal.waitFor(/code: \d+\./)
  return { code: Number(/code: (\d+)\.$/.exec(shown)?.[1]), shown }
}

const bulkhead = '"$NODE" "$CLI"'

describe('an agent in a brokered shell', () => {
  it.each([
    ['clones', 'git clone -q "$URL/git/web.git" work'],
    ['installs', 'cd work && npm install --no-save @acme/ui && test -d node_modules/@acme/ui'],
    ['calls its API', 'curl -sS --fail -H "Authorization: Bearer $GITHUB_TOKEN" "$URL/api/web/things" | grep granted'],
    ['pushes', 'echo done > notes && git add notes && git commit -q -m "by an agent" && git push -q origin HEAD:main'],
  ])('%s', async (_, line) => {
    const { code, shown } = await type(line)
    expect(code, shown).toBe(0)
  })

  it('has done so', () => {
    expect(newestCommit(world.repositories, 'web.git')).toBe('by an agent')
    expect(world.forge.arrived.some(({ path, isGranted }) => path === '/api/web/things' && isGranted)).toBe(true)
  })

  it('is refused everything outside, and nothing of it arrives', async () => {
    const arrived = await world.arrivedDuring(async () => {
      const other = await type('curl -sS -H "Authorization: Bearer $GITHUB_TOKEN" "$URL/api/other/things"')
      expect(other.shown).toContain('out-of-domain-path')
      expect((await type('git clone -q "$URL/git/other.git" stolen')).code).not.toBe(0)
      expect((await type('curl -sS --max-time 120 https://registry.acme.example/')).code).not.toBe(0)
    })
    expect(arrived).toEqual([])
  })

  it.each([
    'reveal code --yes',
    'copy code --yes',
    'exec -- env',
    'exec --broker -- env',
    'shell',
    'add more --domain project:web',
    'edit code --to example.com',
    'rotate code',
    'bind code --as OTHER --yes',
    'unbind GITHUB_TOKEN',
    'allow --yes',
    'release code',
    'narrow packages',
  ])('is refused `bulkhead %s`', async (command) => {
    const { code, shown } = await type(`${bulkhead} ${command} </dev/null`)
    expect(code, shown).not.toBe(0)
    expect(shown).toMatch(/does nothing inside a brokered session|inside-session/)
  })

  it('gets a placeholder from `bulkhead credential git`', async () => {
    const ask = `printf 'protocol=https\\nhost=%s\\npath=git/web.git\\n\\n' "$AT" | ${bulkhead} credential git get`
    const { code, shown } = await type(`${ask} | grep -c "password=$GITHUB_TOKEN"`)
    expect(code, shown).toBe(0)
  })

  it('reads and shows no secret with what is left of `bulkhead`', async () => {
    for (const command of ['list', 'show code', 'project', 'sessions --json', 'audit --json', 'doctor']) {
      const { shown } = await type(`${bulkhead} ${command} </dev/null`)
      assertNoCanary(world.canaries, command, shown)
    }
  })

  it('finds none in the environment and the command line of any process of its session', () => {
    const pids = family(terminal.pid)
    const read = (part: string) => pids.flatMap((pid) => bytesOf(`/proc/${pid}/${part}`))
    expect(Buffer.concat(read('environ')).toString()).toMatch(/GITHUB_TOKEN=ghp_[A-Za-z0-9]{36}/)
    expect(Buffer.concat(read('cmdline')).toString()).toContain('bulkhead broker')
    for (const part of ['environ', 'cmdline']) {
      for (const bytes of read(part)) assertNoCanary(world.canaries, `a process’s ${part}`, bytes)
    }
  })

  it('finds none in any file of its home, the project and Bulkhead’s folders, while it runs and after', async () => {
    const { keyring, canaries } = world
    const look = () => assertNoCanaryInFiles(canaries, keyring.home)
    look()
    terminal.type('exit 0\n')
    expect(await terminal.ended).toBe(0)
    look()
    expect(readFileSync(join(keyring.home, '.bash_history'), 'utf8')).toContain('npm install')
    assertNoCanary(canaries, 'the terminal', terminal.shown())
  })
})

/** A process and all below it. */
function family(pid: number): number[] {
  const children = bytesOf(`/proc/${pid}/task/${pid}/children`).join('').split(' ').filter(Boolean).map(Number)
  return [pid, ...children.flatMap(family)]
}

function bytesOf(path: string): Buffer[] {
  try {
    return [readFileSync(path)]
  } catch {
    return []
  }
}
