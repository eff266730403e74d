import { spawn } from 'node:child_process'
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { assertNoCanary, assertNoCanaryInFiles, type Canary, newCanary } from '../../../e2e/canaries.ts'
import { type Keyring, openKeyring } from '../../../e2e/keyring.ts'
import { builtCli } from '../testing/built-cli.ts'
import { environmentIn, ok } from '../testing/exec-world.ts'
import { type Bulkhead, cliIn, type Run } from '../testing/run-cli.ts'
import { startUpstream, type Upstream } from '../testing/upstream.ts'

let keyring: Keyring
let cli: string
let bulkhead: Bulkhead
let upstream: Upstream
let stranger: Upstream
let folder: string
let roots: string
const token: Canary = newCanary('the token of web', 'ghp_', 36)
const signer: Canary = newCanary('a key that is never sent', '', 40)
let env: Readonly<Record<string, string>>

beforeAll(async () => {
  ;[keyring, cli, upstream, stranger] = await Promise.all([openKeyring(), builtCli(), startUpstream(), startUpstream()])
  bulkhead = await cliIn(keyring.env)
  folder = join(keyring.home, 'web')
  mkdirSync(folder)
  roots = join(keyring.home, 'own-roots.pem')
  writeFileSync(roots, upstream.root + stranger.root)
  env = { SSL_CERT_FILE: roots, NODE_EXTRA_CA_CERTS: roots }
  const to = ['--to', `localhost:${upstream.port}/allowed/**`]
  await ok(bulkhead(['add', 'web', '--domain', 'project:web', '--env', 'WEB_TOKEN', ...to], { input: token.value }))
  await ok(bulkhead(['bind', 'web', '--yes'], { cwd: folder }))
})
afterAll(async () => {
  assertNoCanaryInFiles([token, signer], keyring.env.BULKHEAD_HOME ?? '', folder)
  await Promise.all([keyring.close(), upstream.close(), stranger.close()])
})
beforeEach(() => {
  upstream.arrived.length = 0
  stranger.arrived.length = 0
})

const runFolder = (): string => join(keyring.env.BULKHEAD_HOME ?? '', 'run')

const brokered = (command: readonly string[], options: readonly string[] = [], more = {}): Promise<Run> =>
  bulkhead(['exec', '--broker', ...options, '--', ...command], { cwd: folder, env: { ...env, ...more } })

const shell = (script: string, options: readonly string[] = [], more = {}): Promise<Run> =>
  brokered(['/bin/bash', '-c', script], options, more)

const get = (path: string): string =>
  `curl -sS --max-time 20 -H "Authorization: Bearer $WEB_TOKEN" https://localhost:${upstream.port}${path}`

interface Listed {
  readonly id: string
  readonly brokered: boolean
  readonly state: string
  readonly endedAt: string | null
  readonly traffic: { allowed: number; refused: number; last: readonly Record<string, unknown>[] } | null
}

const sessions = async (): Promise<Listed[]> => (await ok(bulkhead(['sessions', '--json']))).json().sessions as Listed[]

const events = async (): Promise<Record<string, unknown>[]> =>
  (await ok(bulkhead(['audit', '--json']))).json().events as Record<string, unknown>[]

/** Groups of processes that tests started: a broker that is killed leaves its command behind. */
const started: number[] = []
afterEach(() => {
  for (const group of started.splice(0)) {
    try {
      process.kill(-group, 'SIGKILL')
    } catch {
      // All of it is gone.
    }
  }
})

/** A command in a brokered session that runs on until it is told to end. */
function start(script: string, options: readonly string[] = []) {
  const child = spawn(process.execPath, [cli, 'exec', '--broker', ...options, '--', '/bin/bash', '-c', script], {
    cwd: folder,
    env: { ...keyring.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (output += chunk.toString()))
  const exit = new Promise<number | null>((resolve) => child.once('exit', resolve))
  started.push(child.pid ?? 0)
  const waitFor = async (text: string): Promise<void> => {
    for (let waited = 0; !output.includes(text); waited += 20) {
      if (waited > 15_000) throw new Error(`it never said ${text}: ${output}`)
      await sleep(20)
    }
  }
  return { child, exit, waitFor, output: () => output }
}

describe('exec --broker', () => {
  it.each([[['exec', '--strict', '--', 'true']], [['exec', '--learn', '--', 'true']]])(
    'is what %j needs',
    async (args) => {
      const done = await bulkhead(['--json', ...args], { cwd: folder })
      expect(done.code).toBe(125)
      expect(done.json()).toMatchObject({ error: { code: 'usage' } })
    },
  )

  it('refuses what lies outside the token’s paths, and nothing arrives', async () => {
    const done = await shell(get('/secret'))
    expect(JSON.parse(done.stdout)).toMatchObject({ code: 'out-of-domain-path' })
    expect(upstream.arrived).toEqual([])
  })

  it('refuses a credential that is no placeholder of this session', async () => {
    const done = await shell(get('/allowed/x').replace('$WEB_TOKEN', `ghp_${'A'.repeat(36)}`))
    expect(JSON.parse(done.stdout)).toMatchObject({ code: 'placeholder-unknown' })
    expect(upstream.arrived).toEqual([])
  })

  it('sends the token where it may go, and the command never has it', async () => {
    const done = await ok(shell(`${get('/allowed/x')}; env -0`))
    expect(done.stdout.startsWith('fine')).toBe(true)
    expect(upstream.arrived).toHaveLength(1)
    expect(upstream.arrived[0]?.authorization === `Bearer ${token.value}`).toBe(true)
    const seen = environmentIn({ ...done, stdout: done.stdout.slice('fine'.length) })
    expect(seen.get('WEB_TOKEN')).toMatch(/^ghp_[A-Za-z0-9]{36}$/)
    assertNoCanary([token], 'its output', done.stdout + done.stderr)
  })

  it.each([
    ['the same host on another port', 'localhost', []],
    ['this machine by a name that no token is for', '127.0.0.1', []],
    ['any host that no token is for, under --strict', 'example.com', ['--strict']],
  ])('refuses %s, and nothing arrives', async (_, host, options) => {
    const ask = `curl -sS --max-time 20 --noproxy x https://${host}:${stranger.port}/`
    const done = await shell(ask, options)
    expect(done.stderr).toContain('response 403')
    expect(stranger.arrived).toEqual([])
    const refused = (await events()).findLast(({ action }) => action === 'request')
    expect(refused).toMatchObject({ decision: 'refused', request: { host } })
  })

  it('gives a new placeholder and a new password each time', async () => {
    const print = 'echo "$WEB_TOKEN $HTTPS_PROXY"'
    const [one, other] = await Promise.all([ok(shell(print)), ok(shell(print))])
    expect(new Set([...one.stdout.trim().split(' '), ...other.stdout.trim().split(' ')]).size).toBe(4)
  })

  it('holds no secret in the environment, command line and open files of anything that runs', async () => {
    const script = [
      get('/allowed/x'),
      'pid=$$',
      'while [ "$pid" -gt 1 ]; do cat "/proc/$pid/environ" "/proc/$pid/cmdline" 2>/dev/null | base64 -w0; echo',
      'pid=$(cut -d" " -f4 "/proc/$pid/stat" 2>/dev/null || echo 1); done',
    ].join('\n')
    const { stdout } = await ok(shell(script))
    const seen = stdout.split('\n').map((line) => Buffer.from(line, 'base64').toString('latin1'))
    expect(seen.some((text) => text.includes('WEB_TOKEN='))).toBe(true)
    expect(seen.some((text) => text.includes('bulkhead broker'))).toBe(true)
    assertNoCanary([token], 'its processes', seen.join('\n'))
  })

  it('takes the session’s own token out of other variables', async () => {
    const done = await ok(brokered(['env', '-0'], [], { OTHER: `x ${token.value}` }))
    expect(environmentIn(done).has('OTHER')).toBe(false)
    expect(done.stderr).toContain('OTHER is taken out')
  })

  it('leaves out what no request can carry, and says so', async () => {
    const path = join(keyring.home, 'signing')
    mkdirSync(path)
    const add = ['add', 'signer', '--domain', 'project:signing', '--env', 'AWS_SECRET_ACCESS_KEY']
    await ok(
      bulkhead([...add, '--to', 's3.amazonaws.com'], {
        input: `-----BEGIN PRIVATE KEY-----\n${signer.value}\n-----END PRIVATE KEY-----`,
      }),
    )
    await ok(bulkhead(['bind', 'signer', '--yes'], { cwd: path }))
    const done = await ok(bulkhead(['exec', '--broker', '--', 'env', '-0'], { cwd: path, env }))
    expect(environmentIn(done).has('AWS_SECRET_ACCESS_KEY')).toBe(false)
    expect(done.stderr).toMatch(/AWS_SECRET_ACCESS_KEY is left out: no broker can carry signer/)
    assertNoCanary([signer], 'its output', done.stdout + done.stderr)
  })

  it('leaves out secrets that no header holds as they are, each with its reason, and keeps the others', async () => {
    const path = join(keyring.home, 'odd')
    mkdirSync(path)
    const odd = (name: string, around: (text: string) => string): { name: string; secret: string } => {
      const canary = newCanary(name, `${name}-`, 30)
      oddOnes.push(canary)
      return { name, secret: around(canary.value) }
    }
    const oddOnes: Canary[] = []
    const secrets = [
      odd('lines', (text) => `${text}\nX-Injected: yes`),
      odd('returns', (text) => `${text}\r\rGET / HTTP/1.1`),
      odd('escapes', (text) => `${text}\u001b[2J`),
      odd('next-line', (text) => `${text}\u0085x`),
      odd('spaced', (text) => ` ${text}`),
      odd('spaced-after', (text) => `${text} `),
      odd('accents', (text) => `${text}é€`),
    ]
    for (const { name, secret } of secrets) {
      const variable = name.toUpperCase().replaceAll('-', '_')
      const add = ['add', name, '--domain', 'project:odd', '--env', variable, '--to', `localhost:${upstream.port}`]
      await ok(bulkhead(add, { input: secret }))
      await ok(bulkhead(['bind', name, '--yes'], { cwd: path }))
    }
    const script = `env; curl -sS -H "Authorization: Bearer $ACCENTS" https://localhost:${upstream.port}/`
    const done = await ok(bulkhead(['exec', '--broker', '--', '/bin/bash', '-c', script], { cwd: path, env }))
    expect(done.stdout.match(/^(LINES|RETURNS|ESCAPES|NEXT_LINE|SPACED|SPACED_AFTER|ACCENTS)=/gm)).toEqual(['ACCENTS='])
    expect(done.stdout).toMatch(/fine$/)
    expect(done.stderr.match(/ is left out: no broker can carry \S+, it .*/g)?.sort()).toEqual([
      ' is left out: no broker can carry escapes, it has control characters, and no header can hold it',
      ' is left out: no broker can carry lines, it has line breaks, and no header can hold it',
      ' is left out: no broker can carry next-line, it has control characters, and no header can hold it',
      ' is left out: no broker can carry returns, it has line breaks, and no header can hold it',
      ' is left out: no broker can carry spaced, it begins or ends with a space, and no header keeps that',
      ' is left out: no broker can carry spaced-after, it begins or ends with a space, and no header keeps that',
    ])
    assertNoCanary(oddOnes, 'its output', done.stdout + done.stderr)
    const { value = '' } = oddOnes.at(-1) ?? {}
    expect(upstream.arrived[0]?.authorization === Buffer.from(`Bearer ${value}é€`).toString('latin1')).toBe(true)
  })

  it.each([
    ['exit 7', 7],
    ['kill -TERM $$', 143],
    ['kill -KILL $$', 137],
  ])('ends with the command’s own code: %s', async (script, code) => {
    expect((await shell(script)).code).toBe(code)
  })

  it.each([
    [['/nowhere/at/all'], 127],
    [['not-a-command-of-anyone'], 127],
    [['/etc/passwd'], 126],
  ])('answers %j with %i, and begins no session', async (command, code) => {
    const before = await sessions()
    expect((await brokered(command)).code).toBe(code)
    expect(await sessions()).toHaveLength(before.length)
  })

  it('hands arguments on untouched', async () => {
    const done = await ok(brokered(['printf', '%s|', '--broker', '', "a'b", '$(x)', '--', '-h']))
    expect(done.stdout).toBe("--broker||a'b|$(x)|--|-h|")
  })

  it('passes signals on to the command, and ends with its code', async () => {
    const run = start('trap "echo got-it; exit 9" TERM; echo ready; while :; do sleep 0.05; done')
    await run.waitFor('ready')
    run.child.kill('SIGTERM')
    expect(await run.exit).toBe(9)
    expect(run.output()).toContain('got-it')
  })

  it('records each request with method, host, status and decision, and never a path', async () => {
    await shell(`${get('/allowed/deep?x=1')}; ${get('/secret')}`)
    const requests = (await events()).filter(({ action }) => action === 'request').slice(-2)
    expect(requests).toEqual([
      expect.objectContaining({
        decision: 'allowed',
        code: null,
        request: { method: 'GET', host: 'localhost', status: 200 },
        token: expect.objectContaining({ name: 'web' }),
        project: 'web',
      }),
      expect.objectContaining({
        decision: 'refused',
        code: 'out-of-domain-path',
        request: expect.objectContaining({ method: 'GET', host: 'localhost' }),
      }),
    ])
    expect(JSON.stringify(requests)).not.toMatch(/deep|secret/)
  })

  it('leaves nothing in the run folder, and the session as ended', async () => {
    await ok(shell(get('/allowed/x')))
    expect((await sessions()).at(-1)).toMatchObject({ brokered: true, state: 'ended', endedAt: expect.any(String) })
    const left = readdirSync(runFolder()).filter((name) => name.startsWith('broker-'))
    expect(left).toEqual([])
  })
})

describe('a running session with a broker', () => {
  it('is listed with what it sends, and ends at once when it is told to', async () => {
    const run = start(
      `${get('/allowed/x')}; ${get('/secret')}; echo; echo ready; ${get('/allowed/slow')}; echo left=$?; sleep 60`,
    )
    await run.waitFor('ready')
    await sleep(700)
    const listed = (await sessions()).at(-1)
    expect(listed).toMatchObject({ state: 'running', brokered: true, traffic: { refused: 1 } })
    expect(listed?.traffic?.last).toContainEqual(expect.objectContaining({ decision: 'refused', path: '/secret' }))

    const began = Date.now()
    await ok(bulkhead(['sessions', 'end', listed?.id ?? '']))
    await run.exit
    expect(Date.now() - began).toBeLessThan(5_000)
    expect((await sessions()).at(-1)).toMatchObject({ state: 'ended' })
  })

  it('refuses a token that was quarantined meanwhile, and takes it when it is released', async () => {
    const run = start(`while :; do ${get('/allowed/x')}; echo; sleep 0.2; done`)
    await run.waitFor('fine')
    await ok(bulkhead(['quarantine', 'web']))
    await run.waitFor('token-quarantined')
    await ok(bulkhead(['release', 'web']))
    run.child.kill('SIGTERM')
    await run.exit
  })

  it('that was killed shows as ended, and its files are swept at the next start', async () => {
    const run = start('echo ready; sleep 60')
    await run.waitFor('ready')
    // Its beginning is recorded once the command runs, which may have spoken before that.
    while ((await sessions()).at(-1)?.state !== 'running') await sleep(50)
    run.child.kill('SIGKILL')
    await run.exit
    expect((await sessions()).at(-1)).toMatchObject({ state: 'ended', endedAt: null })
    expect(readdirSync(runFolder()).filter((name) => name.startsWith('broker-'))).not.toEqual([])
    await ok(brokered(['true']))
    expect((await sessions()).filter(({ brokered: has, endedAt }) => has && endedAt === null)).toEqual([])
    expect(readdirSync(runFolder()).filter((name) => name.startsWith('broker-'))).toEqual([])
  })

  it('ends the other session whose placeholder it sends, and only that one', async () => {
    const victim = start('echo "placeholder=$WEB_TOKEN="; sleep 60')
    await victim.waitFor('placeholder=')
    const [, stolen = ''] = /placeholder=([^=]+)=/.exec(victim.output()) ?? []
    const done = await shell(`${get('/allowed/x').replace('$WEB_TOKEN', stolen)}; ${get('/allowed/x')}`)
    expect(done.stdout).toContain('placeholder-unknown')
    expect(done.stdout).toContain('fine')
    expect(await victim.exit).not.toBe(0)
    const wire = (await events()).findLast(({ action }) => action === 'tripwire')
    expect(wire).toMatchObject({ decision: 'refused', code: 'placeholder-unknown' })
    expect(wire?.process).toEqual(
      expect.arrayContaining([{ pid: expect.any(Number), exe: expect.stringMatching(/curl$/) }]),
    )
  })
})

describe('inside a brokered session, whatever the environment says', () => {
  const REFUSED: readonly (readonly string[])[] = [
    ['reveal', 'web'],
    ['copy', 'web'],
    ['add', 'x', '--domain', 'project:web'],
    ['edit', 'web', '--env', 'X'],
    ['rotate', 'web'],
    ['bind', 'web'],
    ['unbind', 'WEB_TOKEN'],
    ['allow'],
    ['release', 'web'],
    ['rm', 'web'],
    ['init'],
    ['import', '.env'],
    ['narrow', 'web', '--as', 'y', '--expires', '1h'],
  ]
  const KEPT = 'PATH HOME DBUS_SESSION_BUS_ADDRESS XDG_RUNTIME_DIR BULKHEAD_HOME XDG_DATA_HOME'.split(' ')
  const bare = `env -i ${KEPT.map((name) => `${name}="$${name}"`).join(' ')}`

  /** The session of `shell` has ended by then: before that event stands the refusal. */
  async function expectRecorded(action: string | undefined, name: string | null): Promise<void> {
    const [refused, ended] = (await events()).slice(-2)
    expect(ended).toMatchObject({ action: 'session-end' })
    const who = name === null ? null : expect.objectContaining({ name })
    const { session } = ended ?? {}
    expect(refused).toMatchObject({ action, token: who, session, decision: 'refused', code: 'inside-session' })
    expect(refused).toMatchObject({ project: 'web', request: null })
  }

  it.each(REFUSED)('%s is refused with 3', async (...args) => {
    const done = await shell(`${bare} "${process.execPath}" "${cli}" --json --yes ${args.join(' ')} </dev/null`)
    expect(done.code).toBe(3)
    expect(JSON.parse(done.stdout)).toMatchObject({ error: { code: 'inside-session' } })
    assertNoCanary([token], 'its output', done.stdout + done.stderr)
    const action = args[0] === 'import' ? 'add' : args[0]
    if (action !== 'init') await expectRecorded(action, args[1] === 'web' ? 'web' : null)
  })

  it.each(['exec --json -- env', 'exec --json --broker -- env', 'shell --json'])(
    '%s is refused with 125',
    async (line) => {
      const done = await shell(`${bare} "${process.execPath}" "${cli}" ${line} </dev/null`)
      expect(done.code).toBe(125)
      expect(JSON.parse(done.stdout)).toMatchObject({ error: { code: 'inside-session' } })
      await expectRecorded(line.split(' ')[0], null)
    },
  )

  it('a token may be taken out of use, and stays so', async () => {
    await ok(shell(`"${process.execPath}" "${cli}" --json --yes quarantine web`))
    expect((await shell(`"${process.execPath}" "${cli}" --yes release web`)).code).toBe(125)
    await ok(bulkhead(['release', 'web', '--yes']))
  })

  it('another vault is refused, too, and looking is not', async () => {
    const elsewhere = `BULKHEAD_HOME="$HOME/elsewhere" "${process.execPath}" "${cli}" --json --yes reveal web`
    expect((await shell(elsewhere)).code).toBe(3)
    expect((await ok(shell(`"${process.execPath}" "${cli}" list --json`))).stdout).toContain('"web"')
  })
})

it('the run folder of a running session holds its roots for this user only', async () => {
  const run = start('echo "roots=$SSL_CERT_FILE"; sleep 60')
  await run.waitFor('.pem')
  const [, path = ''] = /roots=(\S+)/.exec(run.output()) ?? []
  const content = readFileSync(path, 'utf8')
  expect(content).toContain(upstream.root.trim())
  expect(content).not.toContain('PRIVATE KEY')
  run.child.kill('SIGTERM')
  await run.exit
})
