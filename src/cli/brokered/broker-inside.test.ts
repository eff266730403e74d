/** `bulkhead` inside a brokered session: what it refuses there, and what it records of that. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { assertNoCanary } from '../../../e2e/canaries.ts'
import { type BrokeredWorld, openBrokeredWorld } from '../testing/brokered-world.ts'
import { ok } from '../testing/exec-world.ts'

let world: BrokeredWorld
beforeAll(async () => {
  world = await openBrokeredWorld()
})
afterAll(() => world.close())

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
    const [refused, ended] = (await world.events()).slice(-2)
    expect(ended).toMatchObject({ action: 'session-end' })
    const who = name === null ? null : expect.objectContaining({ name })
    const { session } = ended ?? {}
    expect(refused).toMatchObject({ action, token: who, session, decision: 'refused', code: 'inside-session' })
    expect(refused).toMatchObject({ project: 'web', request: null })
  }

  it.each(REFUSED)('%s is refused with 3', async (...args) => {
    const done = await world.shell(
      `${bare} "${process.execPath}" "${world.cli}" --json --yes ${args.join(' ')} </dev/null`,
    )
    expect(done.code).toBe(3)
    expect(JSON.parse(done.stdout)).toMatchObject({ error: { code: 'inside-session' } })
    assertNoCanary([world.token], 'its output', done.stdout + done.stderr)
    const action = args[0] === 'import' ? 'add' : args[0]
    if (action !== 'init') await expectRecorded(action, args[1] === 'web' ? 'web' : null)
  })

  it.each(['exec --json -- env', 'exec --json --broker -- env', 'shell --json'])(
    '%s is refused with 125',
    async (line) => {
      const done = await world.shell(`${bare} "${process.execPath}" "${world.cli}" ${line} </dev/null`)
      expect(done.code).toBe(125)
      expect(JSON.parse(done.stdout)).toMatchObject({ error: { code: 'inside-session' } })
      await expectRecorded(line.split(' ')[0], null)
    },
  )

  it('a token may be taken out of use, and stays so', async () => {
    await ok(world.shell(`"${process.execPath}" "${world.cli}" --json --yes quarantine web`))
    expect((await world.shell(`"${process.execPath}" "${world.cli}" --yes release web`)).code).toBe(125)
    await ok(world.bulkhead(['release', 'web', '--yes']))
  })

  it('another vault is refused, too, and looking is not', async () => {
    const elsewhere = `BULKHEAD_HOME="$HOME/elsewhere" "${process.execPath}" "${world.cli}" --json --yes reveal web`
    expect((await world.shell(elsewhere)).code).toBe(3)
    expect((await ok(world.shell(`"${process.execPath}" "${world.cli}" list --json`))).stdout).toContain('"web"')
  })
})
