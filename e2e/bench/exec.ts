import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import type { Keyring } from '../keyring.ts'
import { bulkhead, CLI } from './bulkhead.ts'
import { command } from './command.ts'
import { interleave } from './interleave.ts'
import type { Peers } from './peers.ts'
import { atLeast, atMost, ratio } from './ratio.ts'
import type { Row } from './row.ts'

const FLOOR = join(import.meta.dirname, 'floor.mjs')
const FOREIGN = 20
const VARIABLES = 60

/** Measures `exec` against `node -e 0`, the floor program, dotenvx and varlock, in one interleaved run. */
export async function benchExec({ env, home }: Keyring, peers: Peers, rounds: number): Promise<Row[]> {
  const folder = projectIn(home)
  addTokens(env, folder)
  const crowded = { ...env, ...variables() }
  const exec = [process.execPath, CLI, 'exec', '--', '/bin/true']
  const floor = [process.execPath, FLOOR, databaseOf(env), 'bulkhead', accountOf(env), '/bin/true']

  const times = await interleave(
    {
      node: command([process.execPath, '-e', '0'], env, folder),
      floor: command(floor, env, folder),
      exec: command(exec, env, folder),
      crowded: command(exec, crowded, folder),
      dotenvx: command([peers.dotenvx, 'run', '--quiet', '--', '/bin/true'], env, folder),
      varlock: command([peers.varlock, 'run', '--', '/bin/true'], env, folder),
    },
    rounds,
  )
  const one = 'exec, one token'
  const many = `exec, ${FOREIGN} foreign, ${VARIABLES} variables`
  return [
    ratio(times, 'exec', 'node', { what: one, against: 'node -e 0' }, atMost(1.6)),
    ratio(times, 'exec', 'floor', { what: one, against: 'floor program' }, atMost(1.15)),
    ratio(times, 'crowded', 'node', { what: many, against: 'node -e 0' }, atMost(1.7)),
    ratio(times, 'dotenvx', 'exec', { what: 'dotenvx run', against: 'exec' }, atLeast(5)),
    ratio(times, 'varlock', 'exec', { what: 'varlock run', against: 'exec' }, atLeast(5)),
  ]
}

function projectIn(home: string): string {
  const folder = join(home, 'bench-project')
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, '.env'), 'BENCH_TOKEN=canary\n')
  writeFileSync(join(folder, '.env.schema'), '# @defaultSensitive=false\n# ---\nBENCH_TOKEN=canary\n')
  return folder
}

function addTokens(env: Keyring['env'], folder: string): void {
  const add = (name: string, domain: string, secret: string) =>
    bulkhead(['add', name, '--domain', domain, '--to', 'api.example.com', '--env', 'BENCH_TOKEN'], env, folder, secret)
  add('bench', 'project:bench-project', canary('bench'))
  bulkhead(['bind', 'bench'], env, folder)
  for (let n = 0; n < FOREIGN; n++) add(`foreign-${n}`, 'project:elsewhere', canary(`foreign-${n}`))
}

const canary = (name: string): string => `canary-${name}-`.padEnd(40, '0123456789')

/** As many variables as a full desktop session has, some of them with runs that must be looked at. */
const variables = (): Record<string, string> =>
  Object.fromEntries(
    Array.from({ length: VARIABLES }, (_, n) => [
      `BENCH_${n}`,
      n % 3 === 0 ? `value-${n}-`.padEnd(60, 'abcdef') : `value ${n}`,
    ]),
  )

const databaseOf = (env: Keyring['env']): string => join(env.BULKHEAD_HOME ?? '', 'data', 'catalog.db')

function accountOf(env: Keyring['env']): string {
  const database = new DatabaseSync(databaseOf(env), { readOnly: true })
  const row = database.prepare("SELECT account FROM tokens WHERE name = 'bench'").get()
  database.close()
  return String(row?.account)
}
