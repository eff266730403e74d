/** `replay` of what a session learned once another program has changed it: foreign text, which can only be refused. */
import { execFileSync } from 'node:child_process'
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { ok } from '../testing/exec-world.ts'
import { type LearnWorld, openLearnWorld, webIn } from '../testing/learn-world.ts'

let world: LearnWorld
beforeAll(async () => {
  world = await openLearnWorld()
})
beforeEach(() => world.begin())
afterAll(() => world.close())

describe('what a session learned, as foreign text', () => {
  const edits: readonly (readonly [string, (learned: Record<string, unknown>, id: string) => unknown])[] = [
    ['is no JSON any more', () => '{'],
    ['names a destination', (learned) => ({ ...learned, destinations: ['*.example.com'] })],
    ['names another session', (learned) => ({ ...learned, session: `ses_${'0'.repeat(26)}` })],
    ['names a path that is none', (learned) => withRequest(learned, { path: '/x via bearer' })],
    ['names a host that is none', (learned) => withRequest(learned, { host: '*' })],
    ['drives a terminal', (learned) => withRequest(learned, { path: '/\x1b[2J' })],
  ]

  it.each(edits)('is refused when it %s', async (_, change) => {
    const { id } = await world.learn(world.get('/a/x'))
    world.forge(id, (learned) => change(learned, id))
    for (const args of [[id], [id, '--accept', '--yes']]) {
      expect(await world.errorOf(...args)).toEqual({ exit: 3, code: 'unsafe-path' })
    }
    expect(await world.destinationsOf('web')).toEqual([world.at('')])
  })

  it('is refused when it names a token that the session did not have', async () => {
    await ok(
      world.bulkhead(['add', 'other', '--domain', 'service:other', '--to', 'api.example.com'], {
        input: world.spare.value,
      }),
    )
    const { token } = (await ok(world.bulkhead(['show', 'other', '--json']))).json() as unknown as {
      token: { id: string }
    }
    const { id } = await world.learn(world.get('/a/x'))
    world.forge(id, (learned) => ({ ...learned, tokens: [{ id: token.id, name: 'web', requests: [], unnamed: 0 }] }))
    expect(await world.errorOf(id, '--accept', '--yes')).toEqual({ exit: 3, code: 'unsafe-path' })
    await ok(world.bulkhead(['rm', 'other', '--yes', '--unbind']))
  })

  it('widens nothing when it claims requests outside', async () => {
    await ok(world.bulkhead(['edit', 'web', '--to', `GET ${world.at('/a/**')}`]))
    const { id } = await world.learn(world.get('/a/x'))
    world.forge(id, (learned) => withRequest(learned, { host: 'evil.example', path: '/**' }))
    expect(webIn(await world.replayed(id))).toMatchObject({ proposed: [], outside: [{ host: 'evil.example' }] })
    await ok(world.replay(id, '--accept', '--yes'))
    expect(await world.destinationsOf('web')).toEqual([`GET ${world.at('/a/**')}`])
  })

  it.each<[string, (path: string) => void]>([
    ['a link', (path) => symlinkSync(join(world.folder, 'planted'), path)],
    ['a FIFO', (path) => execFileSync('mkfifo', [path])],
    ['a folder', (path) => mkdirSync(path)],
  ])('is refused when it is %s', async (_, plant) => {
    const { id } = await world.learn(world.get('/a/x'))
    writeFileSync(join(world.folder, 'planted'), readFileSync(world.fileOf(id)))
    rmSync(world.fileOf(id))
    plant(world.fileOf(id))
    expect(await world.errorOf(id, '--accept', '--yes')).toEqual({ exit: 3, code: 'unsafe-path' })
    expect(await world.destinationsOf('web')).toEqual([world.at('')])
  })

  it('is made private again where it was opened to others', async () => {
    const { id } = await world.learn(world.get('/a/x'))
    chmodSync(world.fileOf(id), 0o644)
    await ok(world.replay(id))
    expect(statSync(world.fileOf(id)).mode & 0o777).toBe(0o600)
  })

  it('is gone after seven days: at the next session, and for whoever asks', async () => {
    const old = new Date(Date.now() - 8 * 24 * 60 * 60 * 1000)
    const first = await world.learn(world.get('/a/x'))
    utimesSync(world.fileOf(first.id), old, old)
    await ok(world.shell('true'))
    expect(existsSync(world.fileOf(first.id))).toBe(false)

    const second = await world.learn(world.get('/a/x'))
    world.forge(second.id, (learned) => ({ ...learned, at: old.toISOString() }))
    expect(await world.errorOf(second.id)).toEqual({ exit: 4, code: 'not-found' })
    expect(existsSync(world.fileOf(second.id))).toBe(false)
  })
})

/** With the first request of the token `web` changed. */
function withRequest({ tokens, ...learned }: Record<string, unknown>, more: object): unknown {
  const changed = (tokens as { name: string; requests: object[] }[]).map(
    ({ requests: [first, ...others], ...token }) =>
      token.name === 'web' ? { ...token, requests: [{ ...first, ...more }, ...others] } : { ...token, requests: [] },
  )
  return { ...learned, tokens: changed }
}
