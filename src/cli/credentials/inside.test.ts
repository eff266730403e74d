/** The helpers in a brokered session: placeholders, and no secret. */
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { assertNoCanary, newCanary } from '../../../e2e/canaries.ts'
import type { AuditEntry } from '../../core/ports.ts'
import { placeholderHash } from '../../core/session/placeholder-hash.ts'
import type { Session } from '../../core/session/session.ts'
import { type CredentialWorld, forHost, openCredentialWorld } from '../testing/credential-world.ts'
import { ok } from '../testing/exec-world.ts'

const github = newCanary('the GitHub token', 'github_pat_', 82)
const awsKey = newCanary('the AWS secret key')

let world: CredentialWorld
beforeAll(async () => {
  world = await openCredentialWorld()
  await world.add('github-web', github, 'GITHUB_TOKEN')
  world.canaries.push(awsKey)
  for (const [name, env, input] of [
    ['key-id', 'AWS_ACCESS_KEY_ID', 'AKIAABCDEFGH23456777'],
    ['key', 'AWS_SECRET_ACCESS_KEY', awsKey.value],
  ] as const) {
    await ok(
      world.bulkhead(
        ['add', name, '--domain', 'project:cloud', '--env', env, '--to', 's3.eu-central-1.amazonaws.com'],
        { input },
      ),
    )
    await world.bind(name, world.cloud)
  }
})
afterAll(() => world.close())

describe('in a brokered session', () => {
  const placeholder = `placeholder-${'p'.repeat(40)}`
  const id = `ses_${'1'.repeat(26)}`

  beforeAll(() =>
    world.withVault(({ catalog, hash, world: { now } }) => {
      const session: Session = {
        id,
        kind: 'shell',
        root: world.web,
        project: 'web',
        startedAt: now().toISOString(),
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
    const { code, stdout } = await world.askGit(forHost('github.com'), { env: inside })
    expect({ code, stdout }).toEqual({ code: 0, stdout: `username=x-access-token\npassword=${placeholder}\n` })
  })

  it.each([
    ['holds no placeholder', { BULKHEAD_SESSION: id }],
    ['holds something else', { BULKHEAD_SESSION: id, GITHUB_TOKEN: `placeholder-${'q'.repeat(40)}` }],
    ['holds an empty one', { BULKHEAD_SESSION: id, GITHUB_TOKEN: '' }],
  ])('nobody gets a secret when the variable %s', async (_, env) => {
    const { code, stdout } = await world.askGit(forHost('github.com'), { env })
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' })
  })

  it('that is real git signs in with the placeholder, and nothing that it leaves out of its environment gives it more', async () => {
    const path = join(world.keyring.home, 'inner', 'web')
    mkdirSync(path, { recursive: true })
    await world.bind('github-web', path)
    const helper = `!'${process.execPath}' '${world.cli}' credential git`
    const fill = `git -c credential.helper= -c credential.helper="${helper}" credential fill`
    const bare = `env -u GITHUB_TOKEN -u BULKHEAD_SESSION '${process.execPath}' '${world.cli}' credential git get`
    const script = `echo "held=$GITHUB_TOKEN"; printf %s "$ASK" | ${fill}; printf %s "$ASK" | ${bare}; echo "code=$?"`
    const done = await world.bulkhead(['exec', '--broker', '--', '/bin/sh', '-c', script], {
      cwd: path,
      env: { ASK: forHost('github.com'), GIT_TERMINAL_PROMPT: '0' },
    })
    assertNoCanary(world.canaries, 'what the session saw', done.stdout + done.stderr)
    const held = /^held=(.+)$/m.exec(done.stdout)?.[1]
    expect(done.stdout.replaceAll(held ?? '', 'PLACEHOLDER')).toBe(
      'held=PLACEHOLDER\nprotocol=https\nhost=github.com\nusername=x-access-token\npassword=PLACEHOLDER\ncode=1\n',
    )
    expect(world.last()).toMatchObject({ token: null, decision: 'refused', code: 'inside-session' })
  })

  it('that has ended, what it left behind gets nothing', async () => {
    const at = new Date().toISOString()
    world.withVault(({ catalog }) => {
      const { seq: _, ...entry } = world.last() ?? { seq: 0 }
      catalog.endSession(id, at, { ...entry, action: 'session-end' } as AuditEntry)
    })
    expect(await world.askGit(forHost('github.com'), { env: inside })).toMatchObject({ code: 1, stdout: '' })
  })

  it('aws gets no secret key, which is never sent and has no placeholder', async () => {
    const { code, stdout, stderr } = await world.credential(['aws'], { cwd: world.cloud, env: inside })
    expect({ code, stdout }).toEqual({ code: 3, stdout: '' })
    expect(stderr).toContain('hint: it signs requests and is never sent in one')
  })
})
