import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { stripTypeScriptTypes } from 'node:module'
import { join } from 'node:path'
import { cacheFolder } from './runtime-folder.ts'

/**
 * Turns files of this folder into one script for a page: types stripped, imports dropped, all in one closure.
 *
 * The result is kept under the hash of what went in: loading Node's type stripper costs a start 100 ms.
 *
 * @param files In the order of their dependence; each imports only from earlier ones.
 * @param call What the closure runs at its end, for example `startMainWorld()`.
 */
export function pageScript(files: readonly string[], call: string): string {
  const sources = files.map((file) => readFileSync(join(import.meta.dirname, file), 'utf8'))
  const key = createHash('sha256')
    .update(JSON.stringify([process.version, sources, call]))
    .digest('hex')
  const kept = join(cacheFolder(), `page-${key}.js`)
  return read(kept) ?? keep(kept, bundle(sources, call))
}

function bundle(sources: readonly string[], call: string): string {
  const parts = sources.map((source) =>
    stripTypeScriptTypes(source)
      .replace(/^import\b[^']*'[^']*'$/gm, '')
      .replace(/^export /gm, ''),
  )
  return `(() => {\n'use strict'\n${parts.join('\n')}\n${call}\n})()`
}

function read(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return undefined
  }
}

/** Writes beside and renames, so that another stand-in never reads half a script. */
function keep(path: string, script: string): string {
  mkdirSync(cacheFolder(), { recursive: true, mode: 0o700 })
  const unfinished = `${path}.${process.pid}`
  writeFileSync(unfinished, script, { mode: 0o600 })
  renameSync(unfinished, path)
  return script
}
