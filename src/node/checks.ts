import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { KEY_ACCOUNT } from '../core/audit/seal-audit.ts'
import { verifyAudit } from '../core/audit/verify-audit.ts'
import { BulkheadError } from '../core/errors.ts'
import { settle } from '../core/vault/settle.ts'
import { Database, refuseOldSqlite } from './catalog/database.ts'
import { CATALOG_FILE, type OpenVault } from './compose-vault.ts'
import { type Paths, pathsOf } from './files/paths.ts'
import { safeDirectory, safeHome, statOf } from './files/safe-directory.ts'

export interface Check {
  readonly id: 'node' | 'sqlite' | 'folders' | 'catalog' | 'keychain' | 'unsettled' | 'audit' | 'run'
  readonly ok: boolean
  readonly message: string
  readonly hint: string | null
}

/** What a check found: words when all is well, a throw when not. */
type Look = (open: () => OpenVault, paths: Paths) => string | Promise<string>

const OLDEST_NODE = 24

/** In the order in which one rests on the other. */
const LOOKS: readonly (readonly [Check['id'], Look])[] = [
  ['node', () => lookAtNode(process.versions.node)],
  ['sqlite', lookAtSqlite],
  ['folders', (_, paths) => lookAtFolders(paths)],
  ['catalog', (open, paths) => lookAtCatalog(open(), paths)],
  ['keychain', (open) => lookAtKeychain(open())],
  ['unsettled', (open) => settleLeftovers(open())],
  ['audit', (open) => lookAtAudit(open())],
  ['run', (_, paths) => lookAtRun(paths)],
]

/**
 * Looks at everything that a vault rests on, and settles what a crash left.
 *
 * @param open Opens the vault, or gives the open one; when it throws, the checks that need it fail with its reason.
 */
export async function runChecks(open: () => OpenVault, paths: Paths = pathsOf()): Promise<Check[]> {
  const checks: Check[] = []
  for (const [id, look] of LOOKS) checks.push(await check(id, () => look(open, paths)))
  return checks
}

async function check(id: Check['id'], look: () => string | Promise<string>): Promise<Check> {
  try {
    return { id, ok: true, message: await look(), hint: null }
  } catch (error) {
    if (!(error instanceof BulkheadError)) throw error
    return { id, ok: false, message: error.message, hint: error.hint ?? null }
  }
}

const failed = (message: string, hint: string): BulkheadError => new BulkheadError('failure', message, { hint })

function lookAtNode(version: string): string {
  if (Number.parseInt(version, 10) >= OLDEST_NODE) return `node ${version}`
  throw failed(`node ${version} is too old`, `use node ${OLDEST_NODE} or newer`)
}

function lookAtSqlite(): string {
  const version = process.versions.sqlite ?? '0'
  refuseOldSqlite(version)
  return `sqlite ${version}`
}

function lookAtFolders(paths: Paths): string {
  if (paths.home !== null && statOf(paths.home) !== null) safeHome(paths.home)
  const folders = [paths.data, paths.state, paths.config, paths.cache, paths.run]
  for (const folder of folders) if (statOf(folder) !== null) safeDirectory(folder)
  return `${paths.data} and the others are ours alone`
}

function lookAtCatalog({ catalog }: OpenVault, { data }: Paths): string {
  using database = new Database(join(data, CATALOG_FILE))
  const faults = database.rows('PRAGMA integrity_check').map(([line]) => String(line))
  const orphans = database.rows('PRAGMA foreign_key_check').length
  if (faults[0] === 'ok' && orphans === 0) return `${catalog.tokens().length} tokens, every page is sound`
  throw failed('the catalog is damaged', 'put back a copy of catalog.db; secrets stay in the keychain')
}

/** Reads an entry, which shows more than asking whether the service is there. */
async function lookAtKeychain({ secrets, store }: OpenVault): Promise<string> {
  await secrets.get(KEY_ACCOUNT)
  return store === 'sealed' ? 'the sealed store opens' : 'the keychain answers and is unlocked'
}

async function settleLeftovers(vault: OpenVault): Promise<string> {
  const settled = await settle(vault)
  if (settled.length === 0) return 'nothing was left unfinished'
  return settled.map(({ name, account, what }) => `${what} ${name ?? account}`).join(', ')
}

async function lookAtAudit(vault: OpenVault): Promise<string> {
  const { ok, rows, sealed, firstBad, problem } = await verifyAudit(vault)
  if (ok) return `sealed up to ${sealed}, ${rows - sealed} unsealed`
  const where = firstBad === null ? '' : ` at row ${firstBad}`
  throw failed(`${problem ?? 'the audit trail does not hold'}${where}`, 'see: bulkhead audit verify')
}

/** Longer than any session is meant to last. */
const STALE_AFTER = 7 * 24 * 60 * 60_000

function lookAtRun({ run }: Paths): string {
  if (statOf(run) === null) return 'no files of sessions'
  const names = readdirSync(run)
  const stale = names.filter((name) => Date.now() - statSync(join(run, name)).mtimeMs > STALE_AFTER)
  if (stale.length === 0) return `${names.length} files of sessions, none stale`
  throw failed(`${stale.length} files of sessions that are over`, `remove them from ${run}`)
}
