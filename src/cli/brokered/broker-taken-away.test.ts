/** What is taken away from a session that runs is refused within it, and what it is told is why. */
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { assertNoCanary, type Canary, newCanary } from '../../../e2e/canaries.ts'
import { type Keyring, openKeyring } from '../../../e2e/keyring.ts'
import { until } from '../../../e2e/until.ts'
import { ok } from '../testing/exec-world.ts'
import { type Bulkhead, cliIn } from '../testing/run-cli.ts'
import { startUpstream, type Upstream } from '../testing/upstream.ts'

/** What is done to the token of a name while the session runs, and what its terminal is told of the next request. */
const CASES = {
  gone: {
    take: ['rm', 'gone', '--yes'],
    told: /gone was removed from the vault \(token-quarantined\)\nhint: .*bulkhead add/,
  },
  moved: {
    take: ['edit', 'moved', '--domain', 'project:elsewhere'],
    told: /moved belongs to project:elsewhere by now, and this is web \(token-quarantined\)\nhint: .*--as MOVED_TOKEN/,
  },
  unbound: {
    take: ['unbind', 'UNBOUND_TOKEN'],
    told: /UNBOUND_TOKEN is no longer bound to unbound \(token-quarantined\)\nhint: .*bulkhead bind unbound --as UNBOUND_TOKEN/,
  },
  hostless: {
    take: ['edit', 'hostless', '--to', 'elsewhere.example.com'],
    told: /hostless is no longer for localhost:\d+ \(out-of-domain-host\)\nhint: .*--add-to 'localhost:\d+\/hostless\/\*\*'/,
  },
} as const
const NAMES = Object.keys(CASES) as (keyof typeof CASES)[]

let keyring: Keyring
let bulkhead: Bulkhead
let first: Upstream
let second: Upstream
let folder: string
const canaries: Canary[] = []

const serverOf = (name: string): Upstream => (name === 'hostless' ? second : first)
const placeOf = (name: string): string => `localhost:${serverOf(name).port}/${name}`

beforeAll(async () => {
  ;[keyring, first, second] = await Promise.all([openKeyring(), startUpstream(), startUpstream()])
  bulkhead = await cliIn(keyring.env)
  folder = join(keyring.home, 'web')
  mkdirSync(folder)
  writeFileSync(join(keyring.home, 'roots.pem'), first.root + second.root)
  for (const name of NAMES) {
    const secret = newCanary(`the token ${name}`, `${name}-`, 36)
    canaries.push(secret)
    const to = ['--to', `${placeOf(name)}/**`, '--env', `${name.toUpperCase()}_TOKEN`]
    await ok(bulkhead(['add', name, '--domain', 'project:web', ...to], { input: secret.value }))
    await ok(bulkhead(['bind', name, '--yes'], { cwd: folder }))
  }
})
afterAll(() => Promise.all([keyring.close(), first.close(), second.close()]))

const ask = (name: string): string =>
  `curl -sS --max-time 120 -H "Authorization: Bearer $${name.toUpperCase()}_TOKEN" https://${placeOf(name)}/a`

it('a running session is refused what was taken away from it, and its terminal is told why', async () => {
  const asked = NAMES.map((name) => `${ask(name)}; echo`)
  const refused = NAMES.map((name) => `for _ in {1..200}; do ${ask(name)} | grep -q fine || break; sleep 0.1; done`)
  const script = [...asked, 'touch asked', 'until [ -e taken ]; do sleep 0.1; done', ...refused].join('\n')
  const running = bulkhead(['exec', '--broker', '--', '/bin/bash', '-c', script], {
    cwd: folder,
    env: { SSL_CERT_FILE: join(keyring.home, 'roots.pem') },
  })
  await until(() => existsSync(join(folder, 'asked')))
  for (const name of NAMES) await ok(bulkhead(CASES[name].take, { cwd: folder }))
  writeFileSync(join(folder, 'taken'), '')
  const { stdout, stderr } = await running
  assertNoCanary(canaries, 'its output', stdout + stderr)
  expect(stdout.match(/fine/g), stderr).toHaveLength(NAMES.length)
  for (const name of NAMES) expect(stderr).toMatch(CASES[name].told)
})
