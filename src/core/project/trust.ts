import { BulkheadError } from '../errors.ts'
import type { Catalog, Hash, TrustRecord } from '../ports.ts'
import { eventOf } from '../vault/event-of.ts'
import type { Vault } from '../vault/vault.ts'
import type { FoundFile, Project, ProjectFile } from './project.ts'

const NUL = new Uint8Array(1)

/**
 * The name under which consent is kept: SHA-256 of canonical path, NUL and content, as hex.
 *
 * The path is part of it, so that a copy of an allowed file, in a clone or a moved folder, asks anew.
 */
export function trustHash(path: string, content: Uint8Array, hash: Hash): string {
  const digest = hash.sha256(joined([new TextEncoder().encode(path), NUL, content]))
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('')
}

/**
 * Whether the file with this hash may do anything in the project at `root`, and what it says if so.
 *
 * A denial sticks: while it is the latest answer for the root, content that was allowed earlier does not come back by
 * itself.
 */
export function trustOf(hash: string, root: string, catalog: Catalog): Pick<FoundFile, 'trust' | 'parsed'> {
  const record = catalog.trust(hash)
  if (record === null) return { trust: 'unknown', parsed: null }
  const parsed = record.decision === 'allowed' ? keptFile(record) : null
  if (parsed === null || latestFor(root, catalog)?.decision === 'denied') return { trust: 'denied', parsed: null }
  return { trust: 'allowed', parsed }
}

/** The latest answer given in the project at `root`, for whatever content; null when none was. */
export const latestFor = (root: string, catalog: Catalog): TrustRecord | null =>
  catalog.trusts().find((record) => record.root === root) ?? null

/** The parsed file that an allowed answer keeps; it was checked when the answer was given. */
export const keptFile = ({ parsed }: TrustRecord): ProjectFile | null => (parsed === null ? null : JSON.parse(parsed))

/**
 * Lets the project file, exactly as it was read, do what it says.
 *
 * @throws {BulkheadError} `not-found` without a file, and whatever `parseProjectFile` throws.
 */
export async function allowProject(vault: Vault, project: Project): Promise<void> {
  const file = fileOf(project)
  // The parsers are loaded here, so that starting a command in a known project does not.
  const { parseProjectFile } = await import('./project-file.ts')
  const parsed = parseProjectFile(file.content)
  const event = eventOf(vault, 'allow', null, { project: parsed.project ?? project.name })
  vault.catalog.setTrust(answer(vault, project.root, file, 'allowed', JSON.stringify(parsed)), event)
}

/** Refuses the project file until `allowProject`. @throws {BulkheadError} `not-found` without a file. */
export function denyProject(vault: Vault, project: Project): void {
  const event = eventOf(vault, 'deny', null, { project: project.name })
  vault.catalog.setTrust(answer(vault, project.root, fileOf(project), 'denied', null), event)
}

/** @throws {BulkheadError} `not-found` without a file. */
export function fileOf({ root, file }: Project): FoundFile {
  if (file !== null) return file
  throw new BulkheadError('not-found', `no .bulkhead.toml in ${root}`, {
    hint: 'without one, `bulkhead bind` keeps bindings in the vault, and there is nothing to allow',
  })
}

const answer = (
  { world }: Pick<Vault, 'world'>,
  root: string,
  { hash }: FoundFile,
  decision: TrustRecord['decision'],
  parsed: string | null,
): TrustRecord => ({ hash, root, decision, parsed, at: world.now().toISOString() })

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0))
  let offset = 0
  for (const part of parts) {
    whole.set(part, offset)
    offset += part.length
  }
  return whole
}
