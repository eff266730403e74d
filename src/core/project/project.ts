import type { Catalog, KeptBinding } from '../ports.ts'
import { type FindToken, findWanted, type Want } from './want.ts'

/** The name of a project file, in the project's root. */
export const PROJECT_FILE = '.bulkhead.toml'

/** Largest project file read, in bytes. */
export const PROJECT_FILE_LIMIT = 64 * 1024

/** A variable of a project and the token it asks for. */
export interface ProjectBinding {
  readonly env: string
  /** Null when the vault holds no such token, or several that would do. */
  readonly tokenId: string | null
  /** The token's name; for a requirement that no token meets, the requirement in words. */
  readonly token: string
  readonly want: Want
  /** Destinations that the project narrows the token to, as written; null when it does not. */
  readonly to: readonly string[] | null
  readonly source: 'file' | 'catalog'
  /** Rule ids of god-level findings that the user accepted for this binding. */
  readonly accepted: readonly string[]
}

/** A project file once parsed; it never holds a secret. */
export interface ProjectFile {
  /** Null when the file leaves the name to the folder. */
  readonly project: string | null
  readonly env: readonly FileBinding[]
}

export interface FileBinding {
  readonly env: string
  readonly want: Want
  readonly to: readonly string[] | null
}

/** What the user said about a project file: `unknown` for one that is new or has changed. */
export type Trust = 'allowed' | 'denied' | 'unknown'

/** The project file as it lies on the disk, read once. */
export interface FoundFile {
  /** Canonical path. */
  readonly path: string
  readonly content: Uint8Array
  /** `trustHash` of path and content. */
  readonly hash: string
  readonly trust: Trust
  /** Null unless the file is allowed. */
  readonly parsed: ProjectFile | null
}

/** A directory tree with bindings. */
export interface Project {
  /** Canonical path. */
  readonly root: string
  readonly name: string
  /** Whether the project file is allowed; null when there is no file. */
  readonly trusted: boolean | null
  readonly file: FoundFile | null
  /** By variable. */
  readonly bindings: readonly ProjectBinding[]
}

/**
 * Joins what the disk and the catalog say about the folder `root`.
 *
 * A file that is not allowed does nothing, its name included. For the same variable the catalog wins.
 */
export function projectAt(
  root: string,
  file: FoundFile | null,
  bindings: readonly KeptBinding[],
  catalog: Catalog,
  now: Date,
): Project {
  const find = findWanted(catalog, now)
  const own = bindings.map((binding) => fromCatalog(binding, find))
  const taken = new Set(bindings.map(({ env }) => env))
  const others = (file?.parsed?.env ?? []).filter(({ env }) => !taken.has(env))
  return {
    root,
    name: file?.parsed?.project ?? folderName(root),
    trusted: file === null ? null : file.trust === 'allowed',
    file,
    bindings: [...own, ...others.map((binding) => fromFile(binding, find))].sort(byVariable),
  }
}

/** The name of a project whose file gives none: the folder's in lower case, every other character made `-`. */
export function folderName(root: string): string {
  const folder = root.split(/[/\\]/).findLast((part) => part !== '') ?? ''
  const name = Array.from(folder.toLowerCase(), (char) => (/[a-z0-9._-]/.test(char) ? char : '-')).join('')
  return name.slice(0, 64) || '-'
}

/** What a binding of a project file would be, found or not. */
export function fromFile({ env, want, to }: FileBinding, find: FindToken): ProjectBinding {
  const { token, described } = find(want)
  return { env, tokenId: token?.id ?? null, token: described, want, to, source: 'file', accepted: [] }
}

function fromCatalog({ env, tokenId, removed, accepted }: KeptBinding, find: FindToken): ProjectBinding {
  const want: Want = tokenId === null ? { kind: 'removed', name: removed ?? '' } : { kind: 'id', id: tokenId }
  const { token, described } = find(want)
  return { env, tokenId: token?.id ?? null, token: described, want, to: null, source: 'catalog', accepted }
}

const byVariable = (a: ProjectBinding, b: ProjectBinding): number => (a.env < b.env ? -1 : 1)
