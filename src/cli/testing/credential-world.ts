import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { assertNoCanary, assertNoCanaryInFiles, type Canary } from '../../../e2e/canaries.ts'
import { type Keyring, openKeyring } from '../../../e2e/keyring.ts'
import type { AuditEvent } from '../../core/ports.ts'
import { pathsOf } from '../../node/files/paths.ts'
import { type OpenVault, openVault } from '../../node/open-vault.ts'
import { builtCli } from './built-cli.ts'
import { ok } from './exec-world.ts'
import { type Bulkhead, cliIn, type Run, type RunOptions } from './run-cli.ts'

/** A keyring with two projects, and the credential helpers as programs call them there. */
export interface CredentialWorld {
  readonly keyring: Keyring
  readonly cli: string
  readonly bulkhead: Bulkhead
  /** The project `web`. */
  readonly web: string
  /** The project `cloud`. */
  readonly cloud: string
  /** The secrets that are looked for at the end: those that `add` added, and what a test puts in. */
  readonly canaries: Canary[]
  /** A new folder in the home. */
  readonly folder: (name: string) => string
  /** Adds a token to the project `web` and binds it there; without destinations it goes to its provider's. */
  readonly add: (name: string, secret: Canary, env: string, ...to: readonly string[]) => Promise<void>
  /** Binds a token in the project of a folder, whatever is found about it. */
  readonly bind: (name: string, cwd: string) => Promise<void>
  /** Calls a helper in the project `web`. */
  readonly credential: (args: readonly string[], options?: RunOptions) => Promise<Run>
  readonly askGit: (input: string | Uint8Array, options?: RunOptions) => Promise<Run>
  /** The vault, for what no command does. */
  readonly withVault: <T>(use: (vault: OpenVault) => T) => T
  /** What was recorded of credentials. */
  readonly events: () => readonly AuditEvent[]
  /** The last of it. */
  readonly last: () => AuditEvent | undefined
  /** Looks for the secrets in every file and in the standard error of each helper, and closes the keyring. */
  readonly close: () => Promise<void>
}

export async function openCredentialWorld(): Promise<CredentialWorld> {
  const keyring = await openKeyring()
  const cli = await builtCli()
  const bulkhead = await cliIn(keyring.env)
  const canaries: Canary[] = []
  let said = ''

  const folder = (name: string): string => {
    const path = join(keyring.home, name)
    mkdirSync(path)
    return path
  }
  const [web, cloud] = [folder('web'), folder('cloud')]
  const bind = async (name: string, cwd: string): Promise<void> => {
    const { findings } = (await bulkhead(['show', name, '--json'])).json().token as {
      findings: { rule: string; severity: string }[]
    }
    const accepted = findings.flatMap(({ rule, severity }) => (severity === 'god' ? ['--accept', rule] : []))
    await ok(bulkhead(['bind', name, ...accepted], { cwd }))
  }
  const credential = async (args: readonly string[], options: RunOptions = {}): Promise<Run> => {
    const done = await bulkhead(['credential', ...args], { cwd: web, ...options })
    said += done.stderr
    return done
  }
  const withVault = <T>(use: (vault: OpenVault) => T): T => {
    const vault = openVault({ paths: pathsOf(keyring.env) })
    try {
      return use(vault)
    } finally {
      vault.close()
    }
  }
  const events = () => withVault(({ audit }) => audit.events().filter(({ action }) => action === 'credential'))
  return {
    ...{ keyring, cli, bulkhead, web, cloud, canaries, folder, bind, credential, withVault, events },
    async add(name, secret, env, ...to) {
      canaries.push(secret)
      const destinations = to.flatMap((destination) => ['--to', destination])
      const args = ['add', name, '--domain', 'project:web', '--env', env, ...destinations]
      await ok(bulkhead(args, { input: secret.value }))
      await bind(name, web)
    },
    askGit: (input, options = {}) => credential(['git', 'get'], { input, ...options }),
    last: () => events().at(-1),
    async close() {
      assertNoCanary(canaries, 'standard error', said)
      assertNoCanaryInFiles(canaries, join(keyring.home, 'bulkhead'), web, cloud)
      await keyring.close()
    },
  }
}

/** What git asks a helper about a host. */
export const forHost = (host: string, path?: string): string =>
  `protocol=https\nhost=${host}\n${path === undefined ? '' : `path=${path}\n`}\n`

/** The password that a helper gave git. */
export const secretIn = ({ stdout }: Run): string => /^password=(.*)$/m.exec(stdout)?.[1] ?? ''

/** Compares without showing either where they differ. */
export const is = (found: unknown, { value }: Canary): boolean => found === value
