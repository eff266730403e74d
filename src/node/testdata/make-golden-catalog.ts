/**
 * Writes the golden catalog of the current schema: `node make-golden-catalog.ts FILE`.
 *
 * Once per released schema; a golden file is never written anew.
 */

import type { Introspected } from '../../core/token/introspected.ts'
import { auditLogIn } from '../catalog/audit-log.ts'
import { catalogIn } from '../catalog/catalog.ts'
import { catalogSchema } from '../catalog/catalog-schema.ts'
import { Database } from '../catalog/database.ts'
import { migrate } from '../catalog/migrate.ts'
import { nodeHash } from '../hash.ts'
import { auditEntry, tokenRow } from './token-row.ts'

const [path] = process.argv.slice(2)
if (path === undefined) throw new TypeError('name the file to write')

const at = (day: number): string => `2026-01-0${day}T00:00:00.000Z`
const idOf = (digit: number): string => `tok_${String(digit).repeat(26)}`

using database = new Database(path)
migrate(
  database,
  catalogSchema((length) => new Uint8Array(length).fill(7)),
)
const audit = auditLogIn(database, nodeHash)
const catalog = catalogIn(database, audit)

const introspected: Introspected = {
  at: at(2),
  host: 'api.github.com',
  outcome: 'told',
  partial: false,
  account: 'octocat',
  scopes: ['read:user'],
  resources: null,
  breadth: null,
  access: null,
  expiresAt: null,
  says: [],
}

const names = ['alpha', 'beta', 'gamma', 'pending', 'removed']
for (const [index, name] of names.entries()) {
  const id = idOf(index + 1)
  const fingerprint = name === 'gamma' ? null : String(index).repeat(32)
  catalog.insertPending(
    tokenRow(name, {
      id,
      account: id,
      fingerprint,
      createdAt: at(index + 1),
      introspected: name === 'alpha' ? introspected : null,
    }),
  )
  if (name !== 'pending') catalog.activate(id, auditEntry({ at: at(index + 1), token: { id, name } }))
}
catalog.bind(
  { root: '/home/u/web', env: 'OLD_TOKEN', tokenId: idOf(5), accepted: [] },
  auditEntry({ action: 'bind', at: at(6) }),
)
catalog.entomb(idOf(5), auditEntry({ action: 'rm', at: at(6) }))
catalog.claimAccount(idOf(2))
catalog.bind(
  { root: '/home/u/web', env: 'GITHUB_TOKEN', tokenId: idOf(1), accepted: ['BH002'] },
  auditEntry({ action: 'bind' }),
)
catalog.setTrust(
  { hash: 'a'.repeat(64), root: '/home/u/web', decision: 'allowed', parsed: '{"project":"web"}', at: at(7) },
  auditEntry({ action: 'allow' }),
)
catalog.startSession(
  {
    id: `ses_${'1'.repeat(26)}`,
    kind: 'shell',
    root: '/home/u/web',
    project: 'web',
    startedAt: at(8),
    endedAt: null,
    endsAt: at(9),
    pid: 4242,
    brokered: true,
    tokens: [idOf(1)],
  },
  [auditEntry({ action: 'shell', session: `ses_${'1'.repeat(26)}` })],
)
audit.setSeal({ ...audit.head(), mac: new Uint8Array(32).fill(9) })
