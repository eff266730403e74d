import { readFileSync } from 'node:fs'
import { stripTypeScriptTypes } from 'node:module'
import { join } from 'node:path'

/**
 * Turns files of this folder into one script for a page: types stripped, imports dropped, all in one closure.
 *
 * @param files In the order of their dependence; each imports only from earlier ones.
 * @param call What the closure runs at its end, for example `startMainWorld()`.
 */
export function pageScript(files: readonly string[], call: string): string {
  const parts = files.map((file) => {
    const source = stripTypeScriptTypes(readFileSync(join(import.meta.dirname, file), 'utf8'))
    return source.replace(/^import\b[^']*'[^']*'$/gm, '').replace(/^export /gm, '')
  })
  return `(() => {\n'use strict'\n${parts.join('\n')}\n${call}\n})()`
}
