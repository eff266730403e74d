/**
 * The first process: old Nodes, NODE_OPTIONS, the inspector, the compile cache, the launcher, and where output goes.
 */
import { spawn, spawnSync } from 'node:child_process'
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { until } from '../../e2e/until.ts'
import { ROOT } from '../../scripts/setup.mjs'
import { compileCacheFolder } from './compile-cache.ts'
import { builtCli } from './testing/built-cli.ts'
import { type Bulkhead, cliIn, run } from './testing/run-cli.ts'

let folder: string
let env: Record<string, string>
let cli: string
let bulkhead: Bulkhead

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bulkhead-entry-'))
  env = { PATH: process.env.PATH ?? '', HOME: folder, BULKHEAD_HOME: join(folder, 'vault') }
  cli = await builtCli()
  bulkhead = await cliIn(env)
})

afterAll(() => rm(folder, { recursive: true, force: true }))

const evaluated = (code: string): string => `data:text/javascript,${encodeURIComponent(code)}`

describe('an old Node', () => {
  const sentence = /^bulkhead: needs Node 24 or newer, and this is v\d+\.\d+\.\d+\n$/

  it('is told in one line', async () => {
    const older = evaluated("Object.defineProperty(process.versions, 'node', { value: '22.1.0' })")
    const { code, stdout, stderr } = await bulkhead(['list'], { node: ['--import', older] })
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' })
    expect(stderr).toMatch(sentence)
  })

  // The system's own Node, where it is old: the entry must parse there at all.
  const system = ['/usr/bin/node', '/usr/local/bin/node'].find((path) => existsSync(path))
  const version = system === undefined ? '' : spawnSync(system, ['--version'], { encoding: 'utf8' }).stdout
  it.runIf(Number.parseInt(version.slice(1), 10) < 24)('that is really there is told the same', async () => {
    const { code, stdout, stderr } = await run(system ?? '', [cli, 'list'], { input: '', env })
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' })
    expect(stderr).toMatch(sentence)
  })

  it('loads only builtins before the version is looked at', () => {
    const lines = readFileSync(cli, 'utf8').matchAll(/=require\("(.+?)"\)/g)
    const loaded = [...lines].map(([, from = '']) => from)
    expect(loaded.filter((from) => !/^(node:|\.\/rolldown-runtime-)/.test(from))).toEqual([])
    expect(loaded).toContain('node:module')
  })
})

describe('NODE_OPTIONS', () => {
  it('load nothing into us and go on to the command that exec runs', async () => {
    const trap = join(folder, 'trap.mjs')
    writeFileSync(
      trap,
      `import { appendFileSync } from 'node:fs'; appendFileSync(${JSON.stringify(`${trap}.log`)}, process.argv.slice(1).join(' ') + '\\n')`,
    )
    const options = `--import=${trap}`
    const { code, stdout } = await bulkhead(['exec', '--', process.execPath, '-p', 'process.env.NODE_OPTIONS'], {
      env: { NODE_OPTIONS: options },
      cwd: folder,
    })
    expect({ code, stdout }).toEqual({ code: 0, stdout: `${options}\n` })
  })

  it('leave no trace of where they waited', async () => {
    const { stdout } = await bulkhead(['exec', '--', 'env'], { env: { NODE_OPTIONS: '' }, cwd: folder })
    expect(stdout).toMatch(/^NODE_OPTIONS=$/m)
    expect(stdout).not.toContain('BULKHEAD_NODE_OPTIONS')
  })
})

describe('SIGUSR1', () => {
  it('opens no inspector', async () => {
    const home = join(folder, 'signalled')
    const child = spawn(process.execPath, [cli, 'add', 'x', '--domain', 'service:x'], {
      env: { ...env, BULKHEAD_HOME: home },
      stdio: ['pipe', 'ignore', 'pipe'],
    })
    let stderr = ''
    child.stderr.on('data', (chunk: Buffer) => {
      stderr += chunk
    })
    const ended = new Promise((resolve) => child.once('close', resolve))
    // The catalog is made before standard input is waited for.
    await until(() => existsSync(join(home, 'data/catalog.db')))
    child.kill('SIGUSR1')
    await sleep(200)
    child.stdin.end()
    await ended
    expect(stderr).toMatch(/^bulkhead: the secret is empty\n/)
  })
})

describe('the compile cache', () => {
  it('lies in the cache folder, closed to others', async () => {
    await bulkhead(['--version'])
    const cache = join(folder, 'vault/cache')
    for (const path of [cache, join(cache, 'compile')]) expect(statSync(path).mode & 0o777).toBe(0o700)
    expect(readdirSync(join(cache, 'compile')).length).toBeGreaterThan(0)
  })

  it.each([
    ['exec', ['exec', '--', 'true', '--broker']],
    ['exec-broker', ['exec', '--clean', '--broker', '--', 'true']],
    ['others', ['list', '--broker']],
  ])('is %s for %j', (name, argv) => {
    expect(compileCacheFolder(env, argv)).toBe(join(folder, 'vault/cache/compile', name))
  })

  it('keeps what a session with a broker compiled', async () => {
    const home = join(folder, 'brokered')
    const { code } = await bulkhead(['exec', '--broker', '--', 'true'], { env: { BULKHEAD_HOME: home }, cwd: folder })
    expect(code).toBe(0)
    const kept = readdirSync(join(home, 'cache/compile/exec-broker'), { recursive: true, withFileTypes: true })
    expect(kept.filter((entry) => entry.isFile()).length).toBeGreaterThan(3)
  })

  it('is not used where others can write, and that is no error', async () => {
    const home = join(folder, 'open')
    mkdirSync(join(home, 'cache/compile'), { recursive: true })
    chmodSync(join(home, 'cache/compile'), 0o777)
    const { code } = await bulkhead(['--version'], { env: { BULKHEAD_HOME: home } })
    expect(code).toBe(0)
    expect(readdirSync(join(home, 'cache/compile'))).toEqual([])
  })
})

describe('output', () => {
  it('that nobody reads any more ends us quietly', async () => {
    const { code, stderr } = await run('bash', ['-c', `'${process.execPath}' '${cli}' --help | true`], {
      input: '',
      env,
    })
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
  })

  it('that cannot be written is a failure', async () => {
    const { code, stderr } = await run('bash', ['-c', `'${process.execPath}' '${cli}' --help > /dev/full`], {
      input: '',
      env,
    })
    expect({ code, stderr }).toEqual({ code: 1, stderr: 'bulkhead: cannot write the output (ENOSPC)\n' })
  })
})

describe('the launcher', () => {
  it('starts the command line through links, from a package’s folders', async () => {
    const parts = join(folder, 'package')
    mkdirSync(join(parts, 'bin'), { recursive: true })
    symlinkSync(join(cli, '..'), join(parts, 'cli'))
    await run('cp', [join(ROOT, 'resources/bin/bulkhead'), join(parts, 'bin/bulkhead')], { input: '', env })
    symlinkSync('package/bin/bulkhead', join(folder, 'relative'))
    symlinkSync(join(folder, 'relative'), join(folder, 'absolute'))
    for (const path of ['relative', 'absolute', 'package/bin/bulkhead']) {
      expect(await run(join(folder, path), ['--version'], { input: '', env })).toMatchObject({ code: 0, stderr: '' })
    }
  })

  it('says what is missing', async () => {
    const lonely = join(folder, 'lonely/bin')
    mkdirSync(lonely, { recursive: true })
    await run('cp', [join(ROOT, 'resources/bin/bulkhead'), lonely], { input: '', env })
    const { code, stderr } = await run(join(lonely, 'bulkhead'), ['list'], { input: '', env })
    expect(code).toBe(1)
    expect(stderr).toMatch(/^bulkhead: .*\nhint: .*\n$/)
  })
})
