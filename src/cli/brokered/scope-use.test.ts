/** What servers say of scopes, from an answer to a brokered request to what `show` says of the token. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { newCanary } from '../../../e2e/canaries.ts'
import { type Keyring, openKeyring } from '../../../e2e/keyring.ts'
import { ok } from '../testing/exec-world.ts'
import { type Bulkhead, cliIn } from '../testing/run-cli.ts'
import { startUpstream, type Upstream } from '../testing/upstream.ts'

const token = newCanary('the token of web', 'ghp_', 36)
const again = newCanary('the rotated token', 'ghp_', 36)

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
  const to = ['--to', `localhost:${upstream.port}`]
  await ok(bulkhead(['add', 'web', '--domain', 'project:web', '--env', 'WEB_TOKEN', ...to], { input: token.value }))
  await ok(bulkhead(['bind', 'web', '--yes'], { cwd: folder }))
}, 120_000)
afterAll(() => Promise.all([keyring.close(), upstream.close()]))

const ask = (path: string) =>
  ok(
    bulkhead(
      [
        'exec',
        '--broker',
        '--',
        '/bin/sh',
        '-c',
        `curl -sS --max-time 20 -H "Authorization: Bearer $WEB_TOKEN" https://localhost:${upstream.port}${path}`,
      ],
      { cwd: folder, env: { SSL_CERT_FILE: join(keyring.home, 'roots.pem') } },
    ),
  )

const shown = async () => (await ok(bulkhead(['show', 'web', '--json']))).json().token

describe('scopes as servers speak of them', () => {
  it('are nothing while no server said anything', async () => {
    await ask('/plain')
    expect(await shown()).not.toHaveProperty('scopeUse')
  })

  it('are kept with the token: those that were enough, those held, those never needed', async () => {
    await ask('/some/scopes')
    expect(await shown()).toMatchObject({
      scopeUse: {
        requests: 1,
        accepted: ['public_repo', 'repo'],
        held: ['admin:org', 'repo'],
        unneeded: ['admin:org'],
      },
    })
    const { stdout } = await ok(bulkhead(['show', 'web']))
    expect(stdout).toMatch(/1 request since \d{4}-\d{2}-\d{2} needed one of:/)
    expect(stdout).toMatch(/held, but needed by none of them: admin:org/)
  })

  it('are forgotten when the token gets another secret', async () => {
    await ok(bulkhead(['rotate', 'web'], { input: again.value }))
    expect(await shown()).not.toHaveProperty('scopeUse')
  })
})
