import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)))
const PACKAGE = join(ROOT, 'node_modules', 'electron')

export interface Electron {
  readonly kind: 'electron' | 'stand-in'
  /** The folder to set as ELECTRON_OVERRIDE_DIST_PATH for the stand-in; the one of the real binary otherwise. */
  readonly folder: string
  /** The program to start. */
  readonly program: string
}

/**
 * Electron's own binary where the electron package has fetched it, else our stand-in.
 *
 * `BULKHEAD_STANDIN=1` asks for the stand-in in any case.
 */
export function findElectron(): Electron {
  const real = realElectron()
  if (real !== undefined && process.env.BULKHEAD_STANDIN !== '1') return real
  const folder = join(ROOT, 'e2e', 'standin')
  return { kind: 'stand-in', folder, program: join(folder, 'electron') }
}

/** `path.txt` is written by the electron package after its binary is unpacked whole. */
function realElectron(): Electron | undefined {
  const pathFile = join(PACKAGE, 'path.txt')
  if (!existsSync(pathFile)) return undefined
  const folder = join(PACKAGE, 'dist')
  const program = join(folder, readFileSync(pathFile, 'utf8'))
  return existsSync(program) ? { kind: 'electron', folder, program } : undefined
}
