import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from 'vitest'
import { assertNoCanary, assertNoCanaryInFiles, type Canary, newCanary } from '../../../e2e/canaries.ts'
import { type Keyring, openKeyring } from '../../../e2e/keyring.ts'
import { ok } from './exec-world.ts'
import { makeRepositories } from './git-repositories.ts'
import { type Bulkhead, cliIn, type Run } from './run-cli.ts'
import { type Forge, startForge } from './test-forge.ts'

/** A keyring with four tokens bound in one project, and the forge that they are for. */
export interface ClientWorld {
  readonly keyring: Keyring
  readonly bulkhead: Bulkhead
  readonly forge: Forge
  /** `https://localhost:PORT` of the forge. */
  readonly url: string
  /** `localhost:PORT` of it. */
  readonly at: string
  /** Folder of the forge's repositories: `web.git` is inside the domain, `other.git` is not. */
  readonly repositories: string
  /** The project. */
  readonly folder: string
  /** What the parent of a brokered session has in its environment: `URL` and `AT` of the forge among it. */
  readonly env: Readonly<Record<string, string>>
  readonly canaries: readonly Canary[]
  /** Runs a bash script in a brokered session, and looks for the secrets in all it wrote. */
  readonly run: (script: string, options?: readonly string[]) => Promise<Run>
  /** What arrived at the forge while `use` ran. */
  readonly arrivedDuring: (use: () => Promise<unknown>) => Promise<Forge['arrived'][number][]>
  /** Looks for the secrets in every file of the home, and closes all. */
  readonly close: () => Promise<void>
}

export async function openClientWorld(): Promise<ClientWorld> {
  const code = newCanary('the token of the code host', 'ghp_', 36)
  const npm = newCanary('the token of the npm registry', 'npm_', 36)
  // What npm calls `_auth`: user and password as Basic wants them.
  const pair: Canary = { label: 'the login of the npm registry', value: btoa(`ada:${npm.value}`) }
  const pypi = newCanary('the token of the Python index', 'index-', 40)
  const canaries = [code, npm, pair, pypi]
  const keyring = await openKeyring()
  const bulkhead = await cliIn(keyring.env)
  const repositories = join(keyring.home, 'forge')
  makeRepositories(repositories, 'web.git', 'other.git')
  const forge = await startForge({ code: code.value, npm: npm.value, pypi: pypi.value }, repositories)
  const folder = join(keyring.home, 'web')
  mkdirSync(folder)
  const at = `localhost:${forge.port}`
  const add = async (name: string, env: string, secret: Canary, ...to: string[]) => {
    const destinations = to.flatMap((each) => ['--to', each])
    await ok(bulkhead(['add', name, '--domain', 'project:web', '--env', env, ...destinations], { input: secret.value }))
    await ok(bulkhead(['bind', name, '--yes', '--accept', 'BH001'], { cwd: folder }))
  }
  await add('code', 'GITHUB_TOKEN', code, `${at}/api/web/**`, `${at}/git/web.git/**`)
  await add('packages', 'NPM_TOKEN', npm, `GET,HEAD ${at}/npm/**`)
  await add('login', 'NPM_AUTH', pair, `GET ${at}/npm/**`)
  await add('index', 'INDEX_TOKEN', pypi, `GET ${at}/pypi/acme-tools/**`)
  const roots = join(keyring.home, 'forge-root.pem')
  writeFileSync(roots, forge.root)
  const env = { NODE_EXTRA_CA_CERTS: roots, SSL_CERT_FILE: roots, NODE: process.execPath, URL: `https://${at}`, AT: at }
  return {
    ...{ keyring, bulkhead, forge, repositories, folder, env, canaries },
    ...{ url: `https://${at}`, at },
    async run(script, options = []) {
      const command = ['exec', '--broker', ...options, '--', '/bin/bash', '-c', script]
      const done = await bulkhead(command, { cwd: folder, env })
      assertNoCanary(canaries, 'what a client wrote', done.stdout + done.stderr)
      return done
    },
    async arrivedDuring(use) {
      const before = forge.arrived.length
      await use()
      return forge.arrived.slice(before)
    },
    async close() {
      assertNoCanaryInFiles(canaries, keyring.env.BULKHEAD_HOME ?? '', folder)
      expect(forge.arrived.some(({ isGranted }) => isGranted)).toBe(true)
      await Promise.all([keyring.close(), forge.close()])
    },
  }
}
