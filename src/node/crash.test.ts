import { execFile, spawn } from 'node:child_process'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { expect, it } from 'vitest'
import { withKeyring } from '../../e2e/keyring.ts'
import type { Found } from './testdata/crash-driver.ts'

const DRIVER = fileURLToPath(new URL('testdata/crash-driver.ts', import.meta.url))
const ROUNDS = Number(process.env.BULKHEAD_CRASH_ROUNDS ?? 60)

/** What two writers were told, over all rounds. */
interface Acknowledged {
  readonly added: Map<string, string>
  readonly rotated: Set<string>
  readonly removing: Set<string>
  readonly removed: Set<string>
}

function note(line: string, { added, rotated, removing, removed }: Acknowledged): void {
  const [verb, id, name] = line.split(' ')
  if (id === undefined || name === undefined) return
  if (verb === 'added') added.set(id, name)
  if (verb === 'rotated') rotated.add(id)
  if (verb === 'removing') removing.add(id)
  if (verb === 'removed') removed.add(id)
}

/** Starts a writer, and kills it some milliseconds after its first acknowledged token. @returns What it ended by. */
async function writeUntilKilled(env: NodeJS.ProcessEnv, name: string, told: Acknowledged): Promise<string> {
  const child = spawn(process.execPath, [DRIVER, 'write', name], { env, stdio: ['ignore', 'pipe', 'pipe'] })
  const said = text(child.stderr)
  const ended = new Promise<NodeJS.Signals | null>((resolve) => child.once('exit', (_, signal) => resolve(signal)))
  child.stdout.once('data', () => setTimeout(() => child.kill('SIGKILL'), Math.random() * 120))
  for await (const line of createInterface({ input: child.stdout })) note(line, told)
  return (await ended) ?? (await said)
}

async function check(env: NodeJS.ProcessEnv, gone: Iterable<string>): Promise<Found> {
  const { stdout } = await promisify(execFile)(process.execPath, [DRIVER, 'check', ...gone], { env })
  return JSON.parse(stdout)
}

it(`loses no acknowledged token to ${ROUNDS} rounds of SIGKILL on two writers, and leaves nothing unsettled`, async () => {
  await withKeyring(async ({ env: plain, home, revive }) => {
    // Two starts a round: what they share is compiled once.
    const env = { ...plain, NODE_COMPILE_CACHE: join(home, 'compiled') }
    const told: Acknowledged = { added: new Map(), rotated: new Set(), removing: new Set(), removed: new Set() }
    for (let round = 0; round < ROUNDS; round += 1) {
      const ends = await Promise.all(['a', 'b'].map((writer) => writeUntilKilled(env, `${writer}${round}`, told)))
      if (ends.every((end) => end === 'SIGKILL')) continue
      // On a busy machine gnome-keyring itself ends now and then when its clients are killed: no fault of a writer, and one
      // more crash that nothing may be lost to.
      expect(ends.filter((end) => end !== 'SIGKILL' && !end.includes('keychain-'))).toEqual([])
      expect(await revive()).toBe(true)
    }
    await revive()

    const { tokens, left, integrity, isChained, stillThere } = await check(env, told.removed)
    const found = new Map(tokens.map((token) => [token.id, token]))
    const lost = [...told.added].filter(([id]) => !told.removing.has(id) && !found.has(id))
    const wrong = tokens.filter(({ id, generation }) => generation !== 2 && (generation === 0 || told.rotated.has(id)))
    expect({
      lost,
      wrong,
      left,
      integrity,
      isChained,
      stillThere,
      undead: [...told.removed].filter((id) => found.has(id)),
    }).toEqual({
      lost: [],
      wrong: [],
      left: 0,
      integrity: 'ok',
      isChained: true,
      stillThere: [],
      undead: [],
    })
    expect(told.added.size).toBeGreaterThan(ROUNDS)
  })
}, 1_200_000)
