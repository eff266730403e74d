/**
 * The credential helpers as the programs call them: a real git, the launcher that docker finds, on a real keyring.
 */
import { chmodSync, copyFileSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { assertNoCanary, assertNoCanaryInFiles, type Canary, newCanary } from '../../e2e/canaries.ts'
import { type Keyring, openKeyring } from '../../e2e/keyring.ts'
import { ROOT } from '../../scripts/setup.mjs'
import type { AuditEntry } from '../core/ports.ts'
import { placeholderHash } from '../core/session/placeholder-hash.ts'
import type { Session } from '../core/session/session.ts'
import { type OpenVault, openVault } from '../node/open-vault.ts'
import { pathsOf } from '../node/paths.ts'
import { builtCli } from './testing/built-cli.ts'
import { DOCKER_VECTORS, GIT_VECTORS, KUBECTL_VECTORS } from './testing/credential-vectors.ts'
import { ok } from './testing/exec-world.ts'
import { openTerminal } from './testing/open-terminal.ts'
import { type Bulkhead, cliIn, type Run, type RunOptions, run } from './testing/run-cli.ts'

const github = newCanary('the GitHub token', 'github_pat_', 82)
const wide = newCanary('a token for all of a server')
const narrow = newCanary('a token for a part of it')
const rival = newCanary('a rival')
const hub = newCanary('the Docker Hub token', 'dckr_pat_', 27)
const cluster = newCanary('the cluster token')
const mortal = newCanary('a token that ends')
const foreign = newCanary('a token of another project')
const awsKey = newCanary('the AWS secret key')
const canaries: readonly Canary[] = [github, wide, narrow, rival, hub, cluster, mortal, foreign, awsKey]

const KEY_ID = 'AKIAABCDEFGH23456777'

let keyring: Keyring
let cli: string
let bulkhead: Bulkhead
let web: string
let cloud: string

/** Standard error of every run; no secret may be in it. */
let said = ''

beforeAll(async () => {
  keyring = await openKeyring()
  cli = await builtCli()
  bulkhead = await cliIn(keyring.env)
  web = folder('web')
  cloud = folder('cloud')
  await add('github-web', github.value, 'GITHUB_TOKEN')
  await add('wide', wide.value, 'WIDE', 'git.example.com', 'two.example.com')
  await add('narrow', narrow.value, 'NARROW', 'git.example.com/acme/web.git', 'only.example.com/acme/**')
  await add('rival', rival.value, 'RIVAL', 'two.example.com')
  await add('hub', hub.value, 'DOCKERHUB_TOKEN')
  await ok(bulkhead(['edit', 'hub', '--resource', 'account:acme']))
  await add('cluster', cluster.value, 'CLUSTER', 'k8s.example.com:6443')
  await ok(bulkhead(['edit', 'cluster', '--expires', '2099-01-01']))
  await add('mortal', mortal.value, 'MORTAL', 'mortal.example.com')
  await ok(
    bulkhead(['add', 'foreign', '--domain', 'project:api', '--to', 'foreign.example.com'], { input: foreign.value }),
  )
}, 180_000)

afterAll(async () => {
  assertNoCanary(canaries, 'standard error', said)
  assertNoCanaryInFiles(canaries, join(keyring.home, 'bulkhead'), web, cloud)
  await keyring.close()
})

function folder(name: string): string {
  const path = join(keyring.home, name)
  mkdirSync(path)
  return path
}

/** Adds a token to the project of a folder and binds it there. */
async function add(name: string, secret: string, env: string, ...to: string[]): Promise<void> {
  const destinations = to.flatMap((destination) => ['--to', destination])
  await ok(bulkhead(['add', name, '--domain', 'project:web', '--env', env, ...destinations], { input: secret }))
  await bind(name, web)
}

async function bind(name: string, cwd: string): Promise<void> {
  const { findings } = (await bulkhead(['show', name, '--json'])).json().token as {
    findings: { rule: string; severity: string }[]
  }
  const accepted = findings.flatMap(({ rule, severity }) => (severity === 'god' ? ['--accept', rule] : []))
  await ok(bulkhead(['bind', name, ...accepted], { cwd }))
}

async function credential(args: readonly string[], options: RunOptions = {}): Promise<Run> {
  const done = await bulkhead(['credential', ...args], { cwd: web, ...options })
  said += done.stderr
  return done
}

const askGit = (input: string | Uint8Array, options: RunOptions = {}): Promise<Run> =>
  credential(['git', 'get'], { input, ...options })

const forHost = (host: string, path?: string): string =>
  `protocol=https\nhost=${host}\n${path === undefined ? '' : `path=${path}\n`}\n`

/** The vault of the tests, for what no command does. */
function withVault<T>(use: (vault: OpenVault) => T): T {
  const vault = openVault({ paths: pathsOf(keyring.env) })
  try {
    return use(vault)
  } finally {
    vault.close()
  }
}

const events = () => withVault(({ audit }) => audit.events().filter(({ action }) => action === 'credential'))

const last = () => events().at(-1)

const secretIn = ({ stdout }: Run): string => /^password=(.*)$/m.exec(stdout)?.[1] ?? ''

/** Compared without showing either when they differ. */
const is = (found: unknown, { value }: Canary): boolean => found === value

describe('git', () => {
  it.each(GIT_VECTORS)('$name: $expect', async ({ input, expect: expected }) => {
    const { code, stdout, stderr } = await askGit(input)
    if (expected === 'answered') {
      expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
      expect(stdout).toMatch(/^username=\S+\npassword=\S+\n$/)
      return
    }
    expect(stdout).toBe('')
    if (expected === 'none') expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    else expect(`${code} ${stderr}`).toMatch(/^1 bulkhead: .+\nhint: .+\n$/)
  })

  it('bytes that are no UTF-8: usage', async () => {
    const input = Buffer.concat([
      Buffer.from('protocol=https\nhost=github.com'),
      Buffer.from([0xff]),
      Buffer.from('\n\n'),
    ])
    expect(await askGit(input)).toMatchObject({ code: 1, stdout: '' })
  })

  it('says the code of a refusal when asked for JSON', async () => {
    const answers = await Promise.all(
      ['two.example.com', 'only.example.com'].map((host) =>
        credential(['git', 'get', '--json'], { input: forHost(host) }),
      ),
    )
    const codes = answers.map((answer) => (answer.json().error as { code: string }).code)
    expect(codes).toEqual(['not-found', 'destination-refused'])
  })

  it('gets the provider’s user name and the secret, and it is recorded without a path', async () => {
    const run = await askGit(forHost('github.com', 'acme/web.git'))
    expect(run.stdout).toMatch(/^username=x-access-token\npassword=/)
    expect(is(secretIn(run), github)).toBe(true)
    const event = last()
    expect(event).toMatchObject({
      token: { name: 'github-web' },
      project: 'web',
      decision: 'allowed',
      request: { method: 'git', host: 'github.com' },
    })
    expect(JSON.stringify(event)).not.toContain('acme')
    expect(withVault(({ catalog }) => catalog.tokenNamed('github-web')?.lastUsedAt)).toBe(event?.at)
  })

  it('gets the user name that it names itself', async () => {
    const { stdout } = await askGit(`protocol=https\nhost=github.com\nusername=ada\n\n`)
    expect(stdout).toMatch(/^username=ada\n/)
  })

  it('gets the narrower of two tokens', async () => {
    expect(is(secretIn(await askGit(forHost('git.example.com', 'acme/web.git'))), narrow)).toBe(true)
    expect(is(secretIn(await askGit(forHost('git.example.com', 'acme/other.git'))), wide)).toBe(true)
    expect(is(secretIn(await askGit(forHost('git.example.com'))), wide)).toBe(true)
  })

  it('gets nothing outside of the project', async () => {
    expect(await askGit(forHost('github.com'), { cwd: keyring.home })).toMatchObject({
      code: 0,
      stdout: '',
      stderr: '',
    })
  })

  it('gets nothing where a project file was not allowed, or has another mind about where a token goes', async () => {
    const cloned = folder('cloned')
    const file = join(cloned, '.bulkhead.toml')
    const write = (to: string): void =>
      writeFileSync(file, `project = "web"\n[env.GITHUB_TOKEN]\ntoken = "github-web"\nto = ["${to}"]\n`, {
        mode: 0o600,
      })
    write('evil.example')
    const untrusted = await askGit(forHost('evil.example'), { cwd: cloned })
    expect(untrusted).toMatchObject({ code: 1, stdout: '' })
    expect(last()).toMatchObject({ decision: 'refused', code: 'project-untrusted' })

    await ok(bulkhead(['allow', cloned, '--yes']))
    expect(await askGit(forHost('evil.example'), { cwd: cloned })).toMatchObject({ code: 1, stdout: '' })
    expect(last()).toMatchObject({ decision: 'refused', code: 'destination-refused' })
    expect(await askGit(forHost('github.com'), { cwd: cloned })).toMatchObject({ code: 0, stdout: '' })

    write('github.com/acme/**')
    await ok(bulkhead(['allow', cloned, '--yes']))
    expect((await askGit(forHost('github.com', 'other/x.git'), { cwd: cloned })).stdout).toBe('')
    expect(is(secretIn(await askGit(forHost('github.com', 'acme/x.git'), { cwd: cloned })), github)).toBe(true)
  })

  it('gets no token that is quarantined or has expired, and that is recorded', async () => {
    const ask = (): Promise<Run> => askGit(forHost('mortal.example.com'))
    expect(is(secretIn(await ask()), mortal)).toBe(true)

    await ok(bulkhead(['quarantine', 'mortal']))
    expect(await ask()).toMatchObject({ code: 1, stdout: '', stderr: expect.stringContaining('mortal is quarantined') })
    expect(last()).toMatchObject({ decision: 'refused', code: 'token-quarantined' })
    await ok(bulkhead(['release', 'mortal']))

    endMortal()
    expect(await ask()).toMatchObject({ code: 1, stdout: '', stderr: expect.stringContaining('mortal expired') })
    expect(last()).toMatchObject({ decision: 'refused', code: 'token-expired' })
  })

  /** No command takes an end in the past. */
  const endMortal = (): void =>
    withVault(({ catalog }) => {
      const row = catalog.tokenNamed('mortal')
      const event = events().at(-1)
      if (row === null || event === undefined) throw new Error('there is a token and an event')
      const { seq: _, ...entry } = event
      catalog.update({ ...row, expiresAt: '2020-01-01T00:00:00.000Z' }, { ...entry, action: 'edit' })
    })

  it('stores nothing, and says nothing', async () => {
    const typed = newCanary('what a user typed')
    const input = `${forHost('github.com').trimEnd()}\nusername=ada\npassword=${typed.value}\n\n`
    const before = events().length
    for (const action of ['store', 'erase', 'something-new']) {
      expect(await credential(['git', action], { input })).toMatchObject({ code: 0, stdout: '', stderr: '' })
    }
    expect(events().length).toBe(before)
    assertNoCanaryInFiles([typed], join(keyring.home, 'bulkhead'))
  })

  it('has it recorded when a server refused the token', async () => {
    const input = `${forHost('github.com').trimEnd()}\nusername=x-access-token\npassword=${github.value}\n\n`
    expect(await credential(['git', 'erase'], { input })).toMatchObject({ code: 0, stdout: '', stderr: '' })
    expect(last()).toMatchObject({ token: { name: 'github-web' }, decision: null, request: { status: 401 } })
    expect(is(secretIn(await askGit(forHost('github.com'))), github)).toBe(true)
  })

  it('that is real fills in a credential from here, and in another folder does not', async () => {
    const home = folder('git-home')
    const env = { ...keyring.env, HOME: home, GIT_TERMINAL_PROMPT: '0', GIT_CONFIG_NOSYSTEM: '1' }
    const helper = `!'${process.execPath}' '${cli}' credential git`
    const fill = (cwd: string): Promise<Run> =>
      run('git', ['-c', 'credential.helper=', '-c', `credential.helper=${helper}`, 'credential', 'fill'], {
        input: forHost('github.com'),
        cwd,
        env,
      })
    const inside = await fill(web)
    expect({ code: inside.code, stderr: inside.stderr }).toEqual({ code: 0, stderr: '' })
    expect(is(secretIn(inside), github)).toBe(true)
    expect(await fill(home)).toMatchObject({ code: 128, stdout: '' })
  })

  it('gets nothing on a terminal', async () => {
    const terminal = openTerminal([process.execPath, cli, 'credential', 'git', 'get'], { env: keyring.env, cwd: web })
    terminal.type(forHost('github.com'))
    await terminal.waitFor(/show a secret on this terminal/)
    expect(await terminal.ended).toBe(1)
    assertNoCanary(canaries, 'the terminal', terminal.shown())
  })
})

describe('docker', () => {
  beforeAll(async () => {
    await ok(bulkhead(['edit', 'github-web', '--to', 'github.com', '--to', 'ghcr.io', '--to', 'api.github.com']))
  })

  it.each(DOCKER_VECTORS)('$name: $expect', async ({ input, expect: expected }) => {
    const { code, stdout } = await credential(['docker', 'get'], { input })
    if (expected === 'answered') {
      expect(code).toBe(0)
      expect(JSON.parse(stdout)).toMatchObject({ ServerURL: input.trim() })
    } else {
      expect({ code, stdout }).toEqual({ code: 1, stdout: `${expected}\n` })
    }
  })

  it('gets server, user name and secret', async () => {
    const { stdout } = await credential(['docker', 'get'], { input: 'https://index.docker.io/v1/' })
    const { ServerURL, Username, Secret, ...more } = JSON.parse(stdout)
    expect({ ServerURL, Username, more }).toEqual({
      ServerURL: 'https://index.docker.io/v1/',
      Username: 'acme',
      more: {},
    })
    expect(is(Secret, hub)).toBe(true)
    expect(last()).toMatchObject({ token: { name: 'hub' }, request: { method: 'docker' } })
  })

  it('is told the reason of a failure where it looks for it', async () => {
    const { code, stdout } = await credential(['docker', 'get'], { input: 'two.example.com' })
    expect({ code, stdout }).toMatchObject({ code: 1, stdout: expect.stringMatching(/^several tokens fit.*\n$/) })
  })

  it('lists registries, and no other servers', async () => {
    const { code, stdout } = await credential(['docker', 'list'])
    expect(code).toBe(0)
    expect(JSON.parse(stdout)).toEqual({ 'https://index.docker.io/v1/': 'acme', 'ghcr.io': 'x-access-token' })
  })

  it('stores and erases nothing', async () => {
    const typed = newCanary('what a user typed')
    const login = JSON.stringify({ ServerURL: 'ghcr.io', Username: 'ada', Secret: typed.value })
    const stored = await credential(['docker', 'store'], { input: login })
    expect(stored).toMatchObject({ code: 0, stdout: '', stderr: expect.stringContaining('was not kept') })
    assertNoCanary([typed], 'standard error', stored.stderr)
    assertNoCanaryInFiles([typed], join(keyring.home, 'bulkhead'))
    expect(await credential(['docker', 'erase'], { input: 'ghcr.io' })).toMatchObject({
      code: 0,
      stdout: '',
      stderr: '',
    })
  })

  it('finds the helper by its name, through links', async () => {
    const bin = folder('docker-bin')
    symlinkSync(join(cli, '..'), join(keyring.home, 'cli'))
    for (const name of ['bulkhead', 'docker-credential-bulkhead']) {
      copyFileSync(join(ROOT, 'resources/bin', name), join(bin, name))
      chmodSync(join(bin, name), 0o755)
    }
    const path = folder('docker-path')
    symlinkSync('../docker-bin/docker-credential-bulkhead', join(path, 'docker-credential-bulkhead'))
    const env = { ...keyring.env, PATH: `${path}:${join(process.execPath, '..')}:${keyring.env.PATH}` }
    const { code, stdout } = await run('docker-credential-bulkhead', ['get'], { input: 'ghcr.io', cwd: web, env })
    expect(code).toBe(0)
    expect(is(JSON.parse(stdout).Secret, github)).toBe(true)
  })
})

describe('aws', () => {
  const aws = (): Promise<Run> => credential(['aws'], { cwd: cloud })
  const addPart = (name: string, input: string, ...more: string[]): Promise<Run> =>
    ok(bulkhead(['add', name, '--domain', 'project:cloud', ...more], { input }))

  it('gets nothing until both parts are bound', async () => {
    expect(await aws()).toMatchObject({ code: 4, stdout: '' })
    await addPart('key-id', KEY_ID, '--env', 'AWS_ACCESS_KEY_ID')
    await bind('key-id', cloud)
    expect(await aws()).toMatchObject({ code: 4, stdout: '', stderr: expect.stringContaining('AWS_SECRET_ACCESS_KEY') })
  })

  it('gets nothing of a part that is for another host', async () => {
    await addPart('key', awsKey.value, '--env', 'AWS_SECRET_ACCESS_KEY', '--to', 'amazonaws.com.evil.example')
    await bind('key', cloud)
    expect(await aws()).toMatchObject({ code: 3, stdout: '' })
    expect(last()).toMatchObject({
      decision: 'refused',
      code: 'destination-refused',
      request: { host: 'amazonaws.com' },
    })
  })

  it('gets the key, and when it ends', async () => {
    await ok(bulkhead(['edit', 'key', '--to', 's3.eu-central-1.amazonaws.com', '--expires', '2099-01-01']))
    const { code, stdout, stderr } = await aws()
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    const { SecretAccessKey, ...more } = JSON.parse(stdout)
    expect(more).toEqual({ Version: 1, AccessKeyId: KEY_ID, Expiration: '2099-01-01T23:59:59.999Z' })
    expect(is(SecretAccessKey, awsKey)).toBe(true)
    expect(events().slice(-2)).toMatchObject([{ token: { name: 'key-id' } }, { token: { name: 'key' } }])
  })

  it('never gets a secret key as the id, which is sent in the clear', async () => {
    await ok(bulkhead(['bind', 'key', '--as', 'AWS_ACCESS_KEY_ID'], { cwd: cloud }))
    const { code, stdout } = await aws()
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
    expect(last()).toMatchObject({ decision: 'refused', code: 'secret-invalid' })
  })
})

describe('kubectl', () => {
  const kubectl = (info: string): Promise<Run> => credential(['kubectl'], { env: { KUBERNETES_EXEC_INFO: info } })

  // A NUL cannot stand in a variable.
  it.each(KUBECTL_VECTORS)('$name: $expect', async ({ input, expect: expected }) => {
    const { code, stdout } = await kubectl(input)
    if (expected !== 'answered') {
      expect({ code, stdout }).toEqual({ code: CODES[expected], stdout: '' })
      return
    }
    const { apiVersion, kind, status } = JSON.parse(stdout)
    expect({ code, apiVersion, kind, end: status.expirationTimestamp }).toEqual({
      code: 0,
      apiVersion: JSON.parse(input).apiVersion,
      kind: 'ExecCredential',
      end: '2099-01-01T23:59:59.999Z',
    })
    expect(is(status.token, cluster)).toBe(true)
  })

  const CODES: Readonly<Record<string, number>> = { usage: 2, 'destination-refused': 3, 'not-found': 4 }
})

describe('in a brokered session', () => {
  const placeholder = `placeholder-${'p'.repeat(40)}`
  const id = `ses_${'1'.repeat(26)}`

  beforeAll(() =>
    withVault(({ catalog, hash, world }) => {
      const session: Session = {
        id,
        kind: 'shell',
        root: web,
        project: 'web',
        startedAt: world.now().toISOString(),
        endedAt: null,
        endsAt: null,
        // The broker is an ancestor of what runs in its session, as this process is.
        pid: process.pid,
        brokered: true,
        tokens: [],
      }
      catalog.startSession(session, [], [placeholderHash(placeholder, hash)])
    }),
  )

  const inside = { BULKHEAD_SESSION: id, GITHUB_TOKEN: placeholder }

  it('git gets the placeholder', async () => {
    const { code, stdout } = await askGit(forHost('github.com'), { env: inside })
    expect({ code, stdout }).toEqual({ code: 0, stdout: `username=x-access-token\npassword=${placeholder}\n` })
  })

  it.each([
    ['holds no placeholder', { BULKHEAD_SESSION: id }],
    ['holds something else', { BULKHEAD_SESSION: id, GITHUB_TOKEN: `placeholder-${'q'.repeat(40)}` }],
    ['holds an empty one', { BULKHEAD_SESSION: id, GITHUB_TOKEN: '' }],
  ])('nobody gets a secret when the variable %s', async (_, env) => {
    const { code, stdout } = await askGit(forHost('github.com'), { env })
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' })
  })

  it('that is real git signs in with the placeholder, and nothing that it leaves out of its environment gives it more', async () => {
    const path = join(keyring.home, 'inner', 'web')
    mkdirSync(path, { recursive: true })
    await bind('github-web', path)
    const helper = `!'${process.execPath}' '${cli}' credential git`
    const fill = `git -c credential.helper= -c credential.helper="${helper}" credential fill`
    const bare = `env -u GITHUB_TOKEN -u BULKHEAD_SESSION '${process.execPath}' '${cli}' credential git get`
    const script = `echo "held=$GITHUB_TOKEN"; printf %s "$ASK" | ${fill}; printf %s "$ASK" | ${bare}; echo "code=$?"`
    const done = await bulkhead(['exec', '--broker', '--', '/bin/sh', '-c', script], {
      cwd: path,
      env: { ASK: forHost('github.com'), GIT_TERMINAL_PROMPT: '0' },
    })
    assertNoCanary(canaries, 'what the session saw', done.stdout + done.stderr)
    const held = /^held=(.+)$/m.exec(done.stdout)?.[1]
    expect(done.stdout.replaceAll(held ?? '', 'PLACEHOLDER')).toBe(
      'held=PLACEHOLDER\nprotocol=https\nhost=github.com\nusername=x-access-token\npassword=PLACEHOLDER\ncode=1\n',
    )
    expect(last()).toMatchObject({ token: null, decision: 'refused', code: 'inside-session' })
  })

  it('that has ended, what it left behind gets nothing', async () => {
    const at = new Date().toISOString()
    withVault(({ catalog }) => {
      const { seq: _, ...entry } = last() ?? { seq: 0 }
      catalog.endSession(id, at, { ...entry, action: 'session-end' } as AuditEntry)
    })
    expect(await askGit(forHost('github.com'), { env: inside })).toMatchObject({ code: 1, stdout: '' })
  })

  it('aws gets no secret key, which is never sent and has no placeholder', async () => {
    const { code, stdout, stderr } = await credential(['aws'], { cwd: cloud, env: inside })
    expect({ code, stdout }).toEqual({ code: 3, stdout: '' })
    expect(stderr).toContain('hint: it signs requests and is never sent in one')
  })
})
