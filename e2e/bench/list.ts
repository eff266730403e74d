import { join } from 'node:path'
import type { Keyring } from '../keyring.ts'
import { bulkhead, CLI } from './bulkhead.ts'
import { command } from './command.ts'
import { interleave } from './interleave.ts'
import { addManyTokens } from './many-tokens.ts'
import { atMost, ratio } from './ratio.ts'
import type { Row } from './row.ts'

/** Measures `list` of 10,000 tokens against `list` of 10, as a table and as JSON. */
export async function benchList({ env, home }: Keyring, rounds: number): Promise<Row[]> {
  const few = vaultOf({ ...env, BULKHEAD_HOME: join(home, 'few') }, home, 10)
  const many = vaultOf({ ...env, BULKHEAD_HOME: join(home, 'many') }, home, 10_000)
  const list = [process.execPath, CLI, 'list']
  const times = await interleave(
    {
      fewTable: command(list, few, home),
      manyTable: command(list, many, home),
      fewJson: command([...list, '--json'], few, home),
      manyJson: command([...list, '--json'], many, home),
    },
    rounds,
  )
  const table = { what: 'list, 10,000 tokens, table', against: 'list of 10' }
  const json = { what: 'list, 10,000 tokens, --json', against: 'list of 10' }
  return [ratio(times, 'manyTable', 'fewTable', table, atMost(3)), ratio(times, 'manyJson', 'fewJson', json, atMost(5))]
}

function vaultOf(env: Keyring['env'], home: string, count: number): Keyring['env'] {
  bulkhead(['add', 'template', '--domain', 'project:web'], env, home, `ghp_${'canary'.repeat(6)}`)
  addManyTokens(join(env.BULKHEAD_HOME ?? '', 'data', 'catalog.db'), 'template', count - 1)
  return env
}
