import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const PEERS = { '@dotenvx/dotenvx': '2.38.2', varlock: '1.20.0', 'http-mitm-proxy': '1.1.0' }

/** Programs of others that do a like job, for the same run. */
export interface Peers {
  readonly dotenvx: string
  readonly varlock: string
  /** The folder in which all are installed. */
  readonly folder: string
}

/**
 * Installs the peers at fixed versions beside our own packages, once; they are no dependency of ours.
 *
 * @param root The repository.
 * @throws {Error} When the package registry does not answer.
 */
export function installPeers(root: string): Peers {
  const folder = join(root, 'node_modules', '.bench-peers')
  const bin = join(folder, 'node_modules', '.bin')
  if (!Object.keys(PEERS).every((name) => existsSync(join(folder, 'node_modules', name)))) {
    mkdirSync(folder, { recursive: true })
    writeFileSync(join(folder, 'package.json'), JSON.stringify({ private: true, dependencies: PEERS }))
    const quiet = ['--loglevel=error', '--no-audit', '--no-fund', '--ignore-scripts']
    execFileSync('npm', ['install', ...quiet], { cwd: folder, stdio: 'inherit' })
  }
  return { dotenvx: join(bin, 'dotenvx'), varlock: join(bin, 'varlock'), folder }
}
