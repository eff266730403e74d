/** `replay`: what a session learned is reviewed, accepted, and held to from then on. */
import { existsSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { newCanary } from '../../../e2e/canaries.ts'
import { ok } from '../testing/exec-world.ts'
import { type LearnWorld, openLearnWorld, webIn } from '../testing/learn-world.ts'
import { openTerminal } from '../testing/open-terminal.ts'

let world: LearnWorld
beforeAll(async () => {
  world = await openLearnWorld()
})
beforeEach(() => world.begin())
afterAll(() => world.close())

describe('from learning to being held to it', () => {
  it('shows the difference, asks, narrows, and refuses what lies outside from then on', async () => {
    const files = ['a', 'b', 'c', 'd', 'e', 'f'].map((name) => world.get(`/repos/acme/web/contents/${name}.ts`))
    const { run, id } = await world.learn(
      ...files,
      world.get('/repos/acme/web/issues', 'POST'),
      world.get('/spare/x', 'GET', 'SPARE_TOKEN'),
    )
    const proposed = [`GET ${world.at('/repos/acme/web/contents/*')}`, `POST ${world.at('/repos/acme/web/issues')}`]
    for (const destination of proposed) expect(run.stderr).toContain(`bulkhead:   ${destination}\n`)
    expect(await world.destinationsOf('web')).toEqual([world.at('')])

    const shown = await ok(world.replay(id))
    expect(shown.stdout).toContain(`  - ${world.at('')}\n  + ${proposed[0]}\n  + ${proposed[1]}\n`)
    const terminal = openTerminal([process.execPath, world.cli, 'replay', id, '--accept', '--token', 'web'], {
      env: world.keyring.env,
      cwd: world.folder,
    })
    await terminal.waitFor(/narrowing web: go on\? \[y\/N\]/)
    terminal.type('n')
    expect(await terminal.ended).toBe(3)
    expect(await world.errorOf(id, '--accept')).toEqual({ exit: 3, code: 'cancelled' })
    expect(await world.destinationsOf('web')).toEqual([world.at('')])

    const accepted = await ok(world.replay(id, '--accept', '--token', 'web', '--yes', '--json'))
    expect(accepted.json().replay).toMatchObject({ session: id, accepted: [{ name: 'web', destinations: proposed }] })
    expect(await world.destinationsOf('web')).toEqual(proposed)
    expect((await world.events()).findLast(({ action }) => action === 'edit')).toMatchObject({
      token: { name: 'web' },
      session: id,
      decision: 'allowed',
    })
    expect((await world.replayed(id)).tokens.map(({ name }) => name)).toEqual(['spare'])
    const listed = await ok(world.bulkhead(['sessions', '--json']))
    expect(listed.stderr).toContain(`bulkhead replay ${id}`)
    expect(listed.json().sessions).toContainEqual(expect.objectContaining({ id, learned: true }))
    await ok(world.replay(id, '--accept', '--yes'))
    expect(existsSync(world.fileOf(id))).toBe(false)
    expect(await world.errorOf(id)).toEqual({ exit: 4, code: 'not-found' })

    world.upstream.arrived.length = 0
    const later = await world.shell(`${world.get('/repos/acme/web/contents/z.ts')}; ${world.get('/repos/acme/other')}`)
    expect(later.stdout).toContain('fine')
    expect(later.stdout).toContain('out-of-domain-path')
    expect(world.upstream.arrived.map(({ path }) => path)).toEqual(['/repos/acme/web/contents/z.ts'])
    expect((await world.events()).findLast(({ action }) => action === 'request')).toMatchObject({
      decision: 'refused',
      code: 'out-of-domain-path',
      token: { name: 'web' },
      request: { method: 'GET', host: 'localhost' },
    })
    await ok(world.bulkhead(['edit', 'spare', '--to', world.at('/spare/**')]))
  })

  it('says which requests a rule of one’s own would have refused, with exit 3', async () => {
    const { id } = await world.learn(
      world.get('/repos/acme/web'),
      world.get('/repos/acme/web', 'POST'),
      world.get('/users/7'),
    )
    const rule = ['--token', 'web', '--to', `GET ${world.at('/repos/**')}`]
    const refusing = await world.replay(id, ...rule, '--json')
    expect(refusing.code).toBe(3)
    expect(refusing.json().replay).toMatchObject({
      to: [`GET ${world.at('/repos/**')}`],
      requests: 3,
      refuses: [
        { method: 'POST', path: '/repos/acme/web' },
        { method: 'GET', path: '/users/*' },
      ],
    })
    expect(
      (await world.replay(id, ...rule, '--to', world.at('/users/*'), '--to', `POST ${world.at('/repos/**')}`)).code,
    ).toBe(0)
    expect(await world.errorOf(id, '--to', world.at('/x'))).toEqual({ exit: 2, code: 'usage' })
    expect(await world.errorOf(id, '--token', 'web', '--to', '@')).toEqual({ exit: 2, code: 'destination-invalid' })
    expect(await world.errorOf(id, '--token', 'nobody')).toEqual({ exit: 4, code: 'not-found' })
    expect(await world.errorOf(id, '--accept', '--yes', '--token', 'web', '--to', 'example.com')).toEqual({
      exit: 3,
      code: 'destination-refused',
    })
    await ok(world.replay(id, '--accept', '--yes', ...rule))
    expect(await world.destinationsOf('web')).toEqual([`GET ${world.at('/repos/**')}`])
  })

  it('takes a token that was renamed and rotated meanwhile, and leaves one that is gone', async () => {
    await world.add('gone', 'GONE_TOKEN', newCanary('a token that goes', 'gone-', 36), world.at('/gone/**'))
    const { id } = await world.learn(world.get('/a/x'), world.get('/gone/x', 'GET', 'GONE_TOKEN'))
    await ok(world.bulkhead(['edit', 'web', '--rename', 'site']))
    await ok(world.bulkhead(['rotate', 'site'], { input: world.again.value }))
    await ok(world.bulkhead(['rm', 'gone', '--yes', '--unbind']))
    await ok(
      world.bulkhead(['add', 'gone', '--domain', 'project:web', '--to', world.at('/gone/**')], {
        input: world.spare.value,
      }),
    )
    const { tokens } = await world.replayed(id)
    expect(tokens.map(({ name, gone }) => [name, gone]).sort()).toEqual([
      ['gone', true],
      ['site', false],
      ['spare', false],
    ])
    await ok(world.replay(id, '--accept', '--yes'))
    expect(await world.destinationsOf('site')).toEqual([`GET ${world.at('/a/x')}`])
    expect(await world.destinationsOf('gone')).toEqual([world.at('/gone/**')])
    await ok(world.bulkhead(['rm', 'gone', '--yes', '--unbind']))
    await ok(world.bulkhead(['edit', 'site', '--rename', 'web']))
  })

  it('says that the project’s own file asks for more than would be left', async () => {
    const file = join(world.folder, '.bulkhead.toml')
    writeFileSync(file, `project = "web"\n[env.OTHER_NAME]\ntoken = "web"\nto = ["${world.at('/a/**')}"]\n`, {
      mode: 0o600,
    })
    try {
      await ok(world.bulkhead(['allow', '--yes'], { cwd: world.folder }))
      const { id } = await world.learn(world.get('/a/x', 'GET', 'OTHER_NAME'), world.get('/b', 'GET', 'OTHER_NAME'))
      expect(webIn(await world.replayed(id))?.proposed).toEqual([`GET ${world.at('/a/x')}`])
      const asked = await world.replay(id, '--accept')
      expect(asked.stderr).toContain(`the project file sends OTHER_NAME to ${world.at('/a/**')}: narrow that as well`)
    } finally {
      rmSync(file)
    }
  })

  it('never widens what was narrowed meanwhile', async () => {
    const { id } = await world.learn(world.get('/a/x'), world.get('/b/x'))
    const terminal = openTerminal([process.execPath, world.cli, 'replay', id, '--accept'], {
      env: world.keyring.env,
      cwd: world.folder,
    })
    await terminal.waitFor(/narrowing web: go on\? \[y\/N\]/)
    await ok(world.bulkhead(['edit', 'web', '--to', `GET ${world.at('/a/**')}`]))
    terminal.type('y')
    expect(await terminal.ended).toBe(3)
    expect(terminal.shown()).toContain(`GET ${world.at('/b/x')} lies outside what web is for`)
    expect(await world.destinationsOf('web')).toEqual([`GET ${world.at('/a/**')}`])

    const later = openTerminal([process.execPath, world.cli, 'replay', id, '--accept'], {
      env: world.keyring.env,
      cwd: world.folder,
    })
    await later.waitFor(/narrowing web: go on\? \[y\/N\]/)
    later.type('y')
    expect(await later.ended).toBe(0)
    expect(await world.destinationsOf('web')).toEqual([`GET ${world.at('/a/x')}`])
  })

  it('is not for what runs inside a brokered session; looking is', async () => {
    const { id } = await world.learn(world.get('/a/x'))
    const inside = await world.shell(`"$NODE" "$CLI" --json replay ${id} --accept --yes; "$NODE" "$CLI" replay ${id}`)
    expect(inside.stdout).toContain('"code":"inside-session"')
    expect(inside.stdout).toContain(`+ GET ${world.at('/a/x')}`)
    expect(await world.destinationsOf('web')).toEqual([world.at('')])
  })
})
