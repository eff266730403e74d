// The least that any program of this design must do: read one row from SQLite and one secret through keytar, then become
// the command. No product code, so that what `exec` adds on top shows.
// Arguments: database, keychain service, account, then the command.
import { createRequire } from 'node:module'
import { DatabaseSync } from 'node:sqlite'

const [database, service, account, file, ...args] = process.argv.slice(2)
const keytar = createRequire(import.meta.url)('keytar')
const row = new DatabaseSync(database, { readOnly: true }).prepare('SELECT count(*) AS n FROM sqlite_master').get()
const secret = await keytar.getPassword(service, account)
if (row.n === 0 || secret === null) throw new Error('the floor program found no row or no secret')
process.execve(file, [file, ...args], { ...process.env, BENCH_TOKEN: secret })
