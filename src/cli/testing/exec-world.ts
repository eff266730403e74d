import { chmodSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from 'vitest'
import { assertNoCanaryInFiles, type Canary, newCanary } from '../../../e2e/canaries.ts'
import { type Keyring, openKeyring } from '../../../e2e/keyring.ts'
import { builtCli } from './built-cli.ts'
import { type Bulkhead, cliIn, type Run, run } from './run-cli.ts'

type Variables = Readonly<Record<string, string>>

/** A keyring with three tokens, one of them bound in the project web, and ways to run commands there. */
export interface ExecWorld {
  readonly keyring: Keyring
  readonly bulkhead: Bulkhead
  readonly cli: string
  /** The project web. */
  readonly folder: string
  /** Programs and scripts that tests start. */
  readonly bin: string
  readonly web: Canary
  readonly api: Canary
  readonly service: Canary
  readonly project: (name: string, content?: string) => string
  /** Runs a command in the project web. */
  readonly exec: (command: readonly string[], env?: Variables) => Promise<Run>
  /** Runs bulkhead from a shell, for what node cannot start by itself: bytes, limits, dispositions. `"$NODE" "$CLI"` starts it. */
  readonly fromShell: (script: string, env?: Variables) => Promise<Run>
  readonly script: (name: string, content: string | Uint8Array, mode?: number) => string
  /** Looks for the secrets in every file, and closes the keyring. */
  readonly close: () => Promise<void>
}

export async function openExecWorld(): Promise<ExecWorld> {
  const [web, api, service] = [
    newCanary('the token of web'),
    newCanary('the token of api', 'glpat-', 20),
    newCanary('the token of a service', 'sk_test_', 24),
  ]
  const keyring = await openKeyring()
  const cli = await builtCli()
  const bulkhead = await cliIn(keyring.env)
  const project = (name: string, content?: string): string => {
    const path = join(keyring.home, name)
    mkdirSync(path, { recursive: true })
    if (content !== undefined) writeFileSync(join(path, '.bulkhead.toml'), content, { mode: 0o600 })
    return path
  }
  const folder = project('web')
  const bin = join(keyring.home, 'bin')
  mkdirSync(bin)
  await ok(bulkhead(['add', 'web', '--domain', 'project:web', '--env', 'WEB_TOKEN'], { input: web.value }))
  await ok(bulkhead(['add', 'api', '--domain', 'project:api', '--env', 'API_TOKEN'], { input: api.value }))
  await ok(bulkhead(['add', 'svc', '--domain', 'service:billing', '--env', 'SVC_TOKEN'], { input: service.value }))
  await ok(bulkhead(['bind', 'web'], { cwd: folder }))
  return {
    ...{ keyring, bulkhead, cli, folder, bin, web, api, service, project },
    exec: (command, env = {}) => bulkhead(['exec', '--', ...command], { cwd: folder, env }),
    fromShell: (script, env = {}) =>
      run('/bin/bash', ['-c', script], {
        input: '',
        cwd: folder,
        env: { ...keyring.env, NODE: process.execPath, CLI: cli, ...env },
      }),
    script(name, content, mode = 0o755) {
      const path = join(bin, name)
      writeFileSync(path, content)
      chmodSync(path, mode)
      return path
    },
    async close() {
      assertNoCanaryInFiles([web, api, service], join(keyring.home, 'bulkhead'), join(keyring.home, 'run'), bin)
      await keyring.close()
    },
  }
}

/** A run that must end well. */
export async function ok(running: Promise<Run>): Promise<Run> {
  const done = await running
  expect(done.stderr + done.stdout, `exit code ${done.code}`).toSatisfy(() => done.code === 0)
  return done
}

/** Environment as a command saw it: `env -0`, by name. */
export function environmentIn({ stdout }: Run): Map<string, string> {
  const entries = stdout.split('\0').filter((entry) => entry !== '')
  return new Map(entries.map((entry) => [entry.slice(0, entry.indexOf('=')), entry.slice(entry.indexOf('=') + 1)]))
}
