/**
 * `npm run bench`: what is fast must be measured beside what others do, in one run on one machine.
 *
 * Prints the table to stdout and ends with 1 when a bound is missed. Arguments: names of benches; default all.
 */
import { withKeyring } from '../keyring.ts'
import { benchBroker } from './broker/broker.ts'
import { ROOT } from './bulkhead.ts'
import { benchCheck } from './check.ts'
import { benchExec } from './exec.ts'
import { benchIdentify } from './identify.ts'
import { benchList } from './list.ts'
import { installPeers } from './peers.ts'
import { keeps, type Row, tableOf } from './row.ts'
import { benchWindow } from './window.ts'

const ROUNDS = Number(process.env.BENCH_ROUNDS ?? 25)

const BENCHES: Record<string, () => Promise<Row[]> | Row[]> = {
  exec: () => withKeyring((keyring) => benchExec(keyring, installPeers(ROOT), ROUNDS)),
  list: () => withKeyring((keyring) => benchList(keyring, ROUNDS)),
  check: () => withKeyring((keyring) => benchCheck(keyring, ROUNDS)),
  broker: () => withKeyring((keyring) => benchBroker(keyring, installPeers(ROOT).folder, ROUNDS)),
  window: benchWindow,
  identify: benchIdentify,
}

const wanted = process.argv.slice(2)
const names = wanted.length > 0 ? wanted : Object.keys(BENCHES)
const rows: Row[] = []
for (const name of names) {
  const bench = BENCHES[name]
  if (!bench) throw new TypeError(`no bench ${name}; there are: ${Object.keys(BENCHES).join(' ')}`)
  process.stderr.write(`measuring ${name}\n`)
  rows.push(...(await bench()))
}

process.stdout.write(`${tableOf(rows)}\n`)
process.exitCode = rows.every(keeps) ? 0 : 1
