/** What may change where a brokered token goes: a project's file, and an edit while the session runs. Only ever to less. */
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { assertNoCanary, newCanary } from '../../../e2e/canaries.ts'
import { type Keyring, openKeyring } from '../../../e2e/keyring.ts'
import { until } from '../../../e2e/until.ts'
import { ok } from '../testing/exec-world.ts'
import { type Bulkhead, cliIn, type Run } from '../testing/run-cli.ts'
import { startUpstream, type Upstream } from '../testing/upstream.ts'

const token = newCanary('the token of web', 'ghp_', 36)

let keyring: Keyring
let bulkhead: Bulkhead
let upstream: Upstream
let folder: string

beforeAll(async () => {
  ;[keyring, upstream] = await Promise.all([openKeyring(), startUpstream()])
  bulkhead = await cliIn(keyring.env)
  folder = join(keyring.home, 'web')
  mkdirSync(folder)
  writeFileSync(join(keyring.home, 'roots.pem'), upstream.root)
  const add = [
    'add',
    'web',
    '--domain',
    'project:web',
    '--env',
    'WEB_TOKEN',
    '--to',
    `localhost:${upstream.port}/api/**`,
  ]
  await ok(bulkhead(add, { input: token.value }))
}, 120_000)
afterAll(() => Promise.all([keyring.close(), upstream.close()]))
beforeEach(() => {
  upstream.arrived.length = 0
})

const brokered = (script: string): Promise<Run> =>
  bulkhead(['--json', 'exec', '--broker', '--', '/bin/bash', '-c', script], {
    cwd: folder,
    env: { SSL_CERT_FILE: join(keyring.home, 'roots.pem') },
  })

async function projectFile(to: string): Promise<void> {
  const file = `project = "web"\n[env.WEB_TOKEN]\ntoken = "web"\nto = [${JSON.stringify(to)}]\n`
  writeFileSync(join(folder, '.bulkhead.toml'), file, { mode: 0o600 })
  await ok(bulkhead(['allow', '--yes'], { cwd: folder }))
}

const ask = (path: string, how = '-H "Authorization: Bearer $WEB_TOKEN"'): string =>
  `curl -sS --max-time 20 ${how} https://localhost:${upstream.port}${path}`

describe('the project’s file of a brokered session', () => {
  it.each(['query:access_token', 'X-Debug', 'Cookie'])('cannot have the token carried by %s', async (carrier) => {
    await projectFile(`localhost:${upstream.port}/api/user via ${carrier}`)
    const done = await brokered(`${ask('/api/user?access_token=$WEB_TOKEN', '')}; ${ask('/api/user')}`)
    expect(done.code).toBe(125)
    expect(done.json()).toMatchObject({ error: { code: 'destination-refused' } })
    expect(upstream.arrived).toEqual([])
    assertNoCanary([token], 'its output', done.stdout + done.stderr)
  })

  it('may name a carrier that the provider takes', async () => {
    await projectFile(`localhost:${upstream.port}/api/user via bearer`)
    const done = await ok(brokered(ask('/api/user')))
    expect(done.stdout).toBe('fine')
    expect(upstream.arrived[0]?.authorization === `Bearer ${token.value}`).toBe(true)
  })
})

describe('an edit while a session runs', () => {
  const edit = (...paths: string[]) =>
    ok(bulkhead(['edit', 'web', ...paths.flatMap((path) => ['--to', `localhost:${upstream.port}${path}`])]))

  it('takes effect at once where it narrows, and at the next start where it adds', async () => {
    await projectFile(`localhost:${upstream.port}/api/**`)
    const narrowing = `until ${ask('/api/a')} | tee answer | grep -q code; do sleep 0.1; done; cat answer`
    const script = `${ask('/api/a')}; echo; touch asked; ${narrowing}; echo; ${ask('/api/b')}; echo; ${ask('/c')}`
    const running = brokered(script)
    await until(() => existsSync(join(folder, 'asked')))
    await edit('/api/b', '/c')
    const [first, narrowed, kept, added] = (await ok(running)).stdout.split('\n').filter((line) => line !== '')
    expect(first).toBe('fine')
    expect(JSON.parse(narrowed ?? '')).toMatchObject({ code: 'out-of-domain-path' })
    expect(kept).toBe('fine')
    expect(JSON.parse(added ?? '')).toMatchObject({ code: 'out-of-domain-path' })
    expect([...new Set(upstream.arrived.map(({ path }) => path))]).toEqual(['/api/a', '/api/b'])
  })
})
