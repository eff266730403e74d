import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join, relative } from 'node:path'

/**
 * SHA-256 over the names and contents of files, in hex.
 *
 * @param root What the names are relative to.
 * @param paths Files and folders below `root`; one that is missing counts as empty.
 * @param leaveOut Names, relative to `root`, that do not count.
 */
export function hashFiles(root: string, paths: readonly string[], leaveOut: (name: string) => boolean): string {
  const hash = createHash('sha256')
  for (const path of paths.flatMap((name) => filesBelow(join(root, name)))) {
    const name = relative(root, path)
    if (leaveOut(name)) continue
    const content = readFileSync(path)
    // The lengths keep two different sets of files from reading the same.
    hash.update(`${name.length} ${name} ${content.length} `).update(content)
  }
  return hash.digest('hex')
}

function filesBelow(path: string): string[] {
  if (!existsSync(path)) return []
  if (!statSync(path).isDirectory()) return [path]
  return readdirSync(path)
    .sort()
    .flatMap((entry) => filesBelow(join(path, entry)))
}
