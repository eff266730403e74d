/** Opens the catalog at the path on the command line; with `die` it is killed in the middle of making the schema. */
import { writeSync } from 'node:fs'
import { catalogSchema } from '../catalog/catalog-schema.ts'
import { Database } from '../catalog/database.ts'
import { migrate } from '../catalog/migrate.ts'
import { machineWorld } from '../world.ts'

const [path = '', verb] = process.argv.slice(2)
const schema = catalogSchema(machineWorld.random)
using database = new Database(path)
migrate(database, verb === 'die' ? { ...schema, begin: () => process.kill(process.pid, 'SIGKILL') } : schema)
writeSync(1, `${database.row("SELECT hex(value) FROM meta WHERE key = 'salt'")?.[0]}\n`)
