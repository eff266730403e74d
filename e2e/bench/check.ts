import { join } from 'node:path'
import type { Keyring } from '../keyring.ts'
import { bulkhead, CLI } from './bulkhead.ts'
import { command } from './command.ts'
import { interleave } from './interleave.ts'
import { addManyTokens } from './many-tokens.ts'
import { atMost } from './ratio.ts'
import type { Row } from './row.ts'

const COUNT = 1_000

/** Measures `check` of 1,000 tokens that were read with today's provider table, as a table and as SARIF. */
export async function benchCheck({ env, home }: Keyring, rounds: number): Promise<Row[]> {
  bulkhead(['add', 'template', '--domain', 'project:web'], env, home, `ghp_${'canary'.repeat(6)}`)
  addManyTokens(join(env.BULKHEAD_HOME ?? '', 'data', 'catalog.db'), 'template', COUNT - 1)
  const check = [process.execPath, CLI, 'check']
  const times = await interleave(
    { table: command(check, env, home), sarif: command([...check, '--sarif'], env, home) },
    rounds,
  )
  const row = (what: string, value: number): Row => ({
    what,
    against: 'the clock',
    value,
    unit: 'ms',
    bound: atMost(1000),
  })
  return [row('check, 1,000 tokens', times.table.median), row('check, 1,000 tokens, --sarif', times.sarif.median)]
}
