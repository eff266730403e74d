import { readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { Paths } from './paths.ts'
import { safeDirectory, statOf, unsafe } from './safe-directory.ts'
import { readFileSafely, tightenFile, writeFileSafely, writeNewFile } from './safe-file.ts'

/** How long what a session learned is kept, ms. */
export const LEARNED_LIFE = 7 * 24 * 60 * 60 * 1000

/** Far more than what is written. */
const LIMIT = 4 * 1024 * 1024

type State = Pick<Paths, 'state'>

const folderOf = ({ state }: State): string => join(state, 'learned')

const NAME = /^(ses_[0-9A-Z]{26})\.json$/

/** @param id A session's; never other text, as it is a part of the path. */
const fileOf = (paths: State, id: string): string => {
  if (!/^ses_[0-9A-Z]{26}$/.test(id)) throw new TypeError('not the id of a session')
  return join(folderOf(paths), `${id}.json`)
}

/**
 * Begins the file of what a session learns, with mode 0600, where nothing was before.
 *
 * @throws {BulkheadError} `unsafe-path`, also for whatever is there already; `disk`.
 */
export function beginLearned(paths: State, id: string, content: string): void {
  makeFolder(paths)
  if (!writeNewFile(fileOf(paths, id), content)) throw unsafe(fileOf(paths, id), 'is there already')
}

/** Writes it anew in one step: whoever reads it reads either. @throws {BulkheadError} `unsafe-path`, `disk`. */
export function rewriteLearned(paths: State, id: string, content: string): void {
  makeFolder(paths)
  writeFileSafely(fileOf(paths, id), content)
}

/** What a session learned, as it is written; null when there is nothing. @throws {BulkheadError} `unsafe-path`, `disk`. */
export function readLearned(paths: State, id: string): string | null {
  const path = fileOf(paths, id)
  if (statOf(folderOf(paths)) === null) return null
  makeFolder(paths)
  tightenFile(path)
  return readFileSafely(path, LIMIT)?.toString('utf8') ?? null
}

export const removeLearned = (paths: State, id: string): void => rmSync(fileOf(paths, id), { force: true })

/** Ids of the sessions of which something is kept. Nothing is looked into; where that cannot be told, there are none. */
export function learnedSessions(paths: State): ReadonlySet<string> {
  try {
    return new Set(readdirSync(folderOf(paths)).flatMap((name) => NAME.exec(name)?.[1] ?? []))
  } catch {
    return new Set()
  }
}

/** Takes away what was written more than seven days ago, half-written files of killed sessions among it. */
export function sweepLearned(paths: State, now: Date): void {
  const folder = folderOf(paths)
  if (statOf(folder) === null) return
  makeFolder(paths)
  for (const name of readdirSync(folder)) {
    const found = statOf(join(folder, name))
    if (found === null || found.isDirectory() || now.getTime() - found.mtimeMs <= LEARNED_LIFE) continue
    // Of a link this is the link alone.
    rmSync(join(folder, name), { force: true })
  }
}

function makeFolder(paths: State): void {
  safeDirectory(paths.state)
  safeDirectory(folderOf(paths))
}
