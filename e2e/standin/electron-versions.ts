import { readFileSync } from 'node:fs'
import { join } from 'node:path'

const PACKAGE = join(import.meta.dirname, '../../node_modules/electron/package.json')

/** The versions that Electron adds to `process.versions`: its own is that of the installed package. */
export function electronVersions(): Record<string, string> {
  const { version } = JSON.parse(readFileSync(PACKAGE, 'utf8')) as { version: string }
  return { ...(process.versions as unknown as Record<string, string>), electron: version, chrome: 'stand-in' }
}
