/**
 * What a brokered session started and what then left it: its parent is process 1, its environment is its own choice. To
 * `bulkhead` it is inside all the same.
 */
import { randomUUID } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { assertNoCanary, assertNoCanaryInFiles, type Canary, newCanary } from '../../../e2e/canaries.ts'
import { type Keyring, openKeyring } from '../../../e2e/keyring.ts'
import { builtCli } from '../testing/built-cli.ts'
import { environmentIn, ok } from '../testing/exec-world.ts'
import { type Bulkhead, cliIn, type Run } from '../testing/run-cli.ts'

let keyring: Keyring
let cli: string
let bulkhead: Bulkhead
let folder: string
const token: Canary = newCanary('the token of web', 'ghp_', 36)

beforeAll(async () => {
  ;[keyring, cli] = await Promise.all([openKeyring(), builtCli()])
  bulkhead = await cliIn(keyring.env)
  folder = join(keyring.home, 'web')
  mkdirSync(folder)
  await ok(bulkhead(['add', 'web', '--domain', 'project:web', '--env', 'WEB_TOKEN'], { input: token.value }))
  await ok(bulkhead(['bind', 'web', '--yes'], { cwd: folder }))
  writeFileSync(join(keyring.home, 'left.sh'), LEFT)
  writeFileSync(join(keyring.home, 'daemon.py'), DAEMON)
})
afterAll(async () => {
  assertNoCanaryInFiles([token], keyring.env.BULKHEAD_HOME ?? '', folder)
  await keyring.close()
})

/**
 * Waits until no broker is among its ancestors, then asks bulkhead for the secret, and once more when the session has ended;
 * leaves what it said in $OUT.
 */
const LEFT = `
isBelow() {
  at=$$
  while [ "$at" -gt 1 ]; do
    read -r comm < "/proc/$at/comm" && [ "$comm" = "bulkhead broker" ] && return 0
    at=$(sed -n 's/^PPid:[^0-9]*//p' "/proc/$at/status")
  done
  return 1
}
ask() {
  "$NODE" "$CLI" --json "$@" < /dev/null
  echo "code: $?"
}
{
  while isBelow; do sleep 0.02; done
  ask reveal web --yes
  ask exec --project "$HOME/web" -- env
  echo left > "$OUT.left"
  while [ -e "/proc/$BROKER" ]; do sleep 0.02; done
  ask reveal web --yes
} > "$OUT.part" 2>&1
mv "$OUT.part" "$OUT"
`

/** As daemons do: forks twice, begins a session of its own, closes all it inherited. */
const DAEMON = `
import os, subprocess, sys
if os.fork(): os._exit(0)
os.setsid()
if os.fork(): os._exit(0)
subprocess.run(['/bin/sh', *sys.argv[1:]], close_fds=True, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
`

const KEPT = 'PATH HOME DBUS_SESSION_BUS_ADDRESS XDG_RUNTIME_DIR BULKHEAD_HOME XDG_DATA_HOME NODE CLI OUT BROKER'
const bare = `env -i ${KEPT.split(' ')
  .map((name) => `"${name}=$${name}"`)
  .join(' ')}`
const unmarked = `env ${'HTTP_PROXY HTTPS_PROXY http_proxy https_proxy YARN_HTTP_PROXY YARN_HTTPS_PROXY BULKHEAD_SESSION BULKHEAD_VARIABLES'
  .split(' ')
  .map((name) => `-u ${name}`)
  .join(' ')}`

/** Ways out of a session's processes; what is left of the line is run there. */
const WAYS: readonly (readonly [string, string])[] = [
  ['a session of its own', 'setsid -f /bin/sh'],
  ['an orphan in the background', '(nohup /bin/sh "$@" >/dev/null 2>&1 &) #'],
  ['a daemon', 'python3 "$HOME/daemon.py"'],
  ['a daemon without the marks in its environment', `${unmarked} python3 "$HOME/daemon.py"`],
  ['a daemon with an environment of its own', `${bare} python3 "$HOME/daemon.py"`],
  ['a session of its own with an environment of its own', `${bare} setsid -f /bin/sh`],
]

it.each(WAYS)('what left a brokered session as %s gets no secret, also after its end', async (_, way) => {
  const out = join(keyring.home, `out-${randomUUID()}`)
  const script = `export BROKER=$PPID
    set -- "$HOME/left.sh"
    ${way} "$@"
    until [ -e "$OUT.left" ]; do sleep 0.05; done`
  const env = { NODE: process.execPath, CLI: cli, OUT: out }
  await ok(bulkhead(['exec', '--broker', '--', '/bin/bash', '-c', script], { cwd: folder, env }))
  while (!existsSync(out)) await sleep(50)
  const said = readFileSync(out, 'utf8')
  assertNoCanary([token], 'what it got', said)
  const codes = said.split('\n').filter((line) => /^code: |"code":/.test(line))
  const refused = (code: number) => [expect.stringContaining('"code":"inside-session"'), `code: ${code}`]
  expect(codes).toEqual([...refused(3), ...refused(125), ...refused(3)])
})

describe('what has nothing of a brokered session but', () => {
  let marks: ReadonlyMap<string, string>
  let end: () => Promise<unknown>
  beforeAll(async () => {
    const out = join(keyring.home, 'environment')
    const script = `env -0 > "$OUT.part"; mv "$OUT.part" "$OUT"; until [ -e "$OUT.end" ]; do sleep 0.05; done`
    const command = ['exec', '--broker', '--', '/bin/bash', '-c', script]
    const session = bulkhead(command, { cwd: folder, env: { OUT: out } })
    end = () => {
      writeFileSync(`${out}.end`, '')
      return session
    }
    while (!existsSync(out)) await sleep(50)
    marks = environmentIn({ code: 0, stdout: readFileSync(out, 'utf8'), stderr: '', json: () => ({ v: 1 }) })
  })
  afterAll(() => end())

  const withOnly = (...names: readonly string[]): Promise<Run> => {
    const env = Object.fromEntries(names.map((name) => [name, marks.get(name) ?? '']))
    return bulkhead(['--json', '--yes', 'reveal', 'web'], { cwd: folder, env })
  }

  it.each(['BULKHEAD_SESSION', 'WEB_TOKEN', 'https_proxy'])('%s gets no secret', async (name) => {
    const done = await withOnly(name)
    assertNoCanary([token], 'what it got', done.stdout + done.stderr)
    expect(done.code).toBe(3)
    expect(done.json()).toMatchObject({ error: { code: 'inside-session' } })
    const events = (await ok(bulkhead(['audit', '--json']))).json().events as Record<string, unknown>[]
    const session = name === 'https_proxy' ? null : marks.get('BULKHEAD_SESSION')
    expect(events.at(-1)).toMatchObject({ action: 'reveal', session, decision: 'refused', code: 'inside-session' })
  })

  it('its name gets none after its end either; what had a placeholder and what has nothing is outside', async () => {
    await end()
    expect((await withOnly('BULKHEAD_SESSION')).code).toBe(3)
    await ok(withOnly('WEB_TOKEN'))
    await ok(withOnly())
  })
})
