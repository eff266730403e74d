import { type ChildProcess, spawn } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { assertNoCanaryInFiles, type Canary, newCanary } from '../../../e2e/canaries.ts'
import { type Keyring, openKeyring } from '../../../e2e/keyring.ts'
import { until } from '../../../e2e/until.ts'
import { builtCli } from './built-cli.ts'
import { ok } from './exec-world.ts'
import { type Bulkhead, cliIn, type Run } from './run-cli.ts'
import { startUpstream, type Upstream } from './upstream.ts'

type Variables = Readonly<Record<string, string>>

/** A session as `sessions --json` lists it. */
export interface ListedSession {
  readonly id: string
  readonly brokered: boolean
  readonly state: string
  readonly endedAt: string | null
  readonly traffic: { allowed: number; refused: number; last: readonly Record<string, unknown>[] } | null
}

/** A command in a brokered session that runs on until it is told to end. */
export interface RunningSession {
  readonly child: ChildProcess
  /** Its exit code, once all that it wrote was read. */
  readonly exit: Promise<number | null>
  /** Everything it wrote so far. */
  readonly output: () => string
  readonly waitFor: (text: string) => Promise<void>
}

/** A keyring with one token, bound in one project, the server that it is for, and brokered sessions there. */
export interface BrokeredWorld {
  readonly keyring: Keyring
  readonly bulkhead: Bulkhead
  readonly cli: string
  /** The server that the token `web` is for. */
  readonly upstream: Upstream
  /** A server that it is not for. */
  readonly stranger: Upstream
  /** The project `web`. */
  readonly folder: string
  /** Secret of the token `web`, `WEB_TOKEN` in the project. */
  readonly token: Canary
  /** What the parent of a session has in its environment: both servers' roots, and `NODE` and `CLI` to start bulkhead with. */
  readonly env: Variables
  /** Where the broker's own files are. */
  readonly runFolder: string
  /** A place on the token's server. */
  readonly at: (path: string) => string
  /** The command that asks the token's server, with the token unless another variable is named. */
  readonly get: (path: string, method?: string, variable?: string) => string
  /** Stores a token and binds it in the project; `to` as in `--to`. */
  readonly add: (name: string, variable: string, secret: Canary, to: string) => Promise<void>
  /** Runs a command in a brokered session. */
  readonly brokered: (command: readonly string[], options?: readonly string[], more?: Variables) => Promise<Run>
  /** Runs a bash script in one. */
  readonly shell: (script: string, options?: readonly string[], more?: Variables) => Promise<Run>
  /** Starts a bash script in one, which `endStarted` ends at the latest. */
  readonly start: (script: string, options?: readonly string[]) => RunningSession
  readonly sessions: () => Promise<readonly ListedSession[]>
  readonly events: () => Promise<readonly Record<string, unknown>[]>
  /** Kills what `start` started and what that left behind, as a broker that is killed does. For `afterEach`. */
  readonly endStarted: () => void
  /** Forgets what arrived at the servers. For `beforeEach`. */
  readonly forget: () => void
  /** Looks for the secrets in every file, and closes all. */
  readonly close: () => Promise<void>
}

export interface BrokeredWorldOptions {
  /** What the token `web` is for; `PORT` is its server's. */
  readonly to?: string
  /** False leaves it to the test to bind the token. */
  readonly binds?: boolean
}

export async function openBrokeredWorld({
  to = 'localhost:PORT/allowed/**',
  binds = true,
}: BrokeredWorldOptions = {}): Promise<BrokeredWorld> {
  const [keyring, cli, upstream, stranger] = await Promise.all([
    openKeyring(),
    builtCli(),
    startUpstream(),
    startUpstream(),
  ])
  const bulkhead = await cliIn(keyring.env)
  const folder = join(keyring.home, 'web')
  mkdirSync(folder)
  const roots = join(keyring.home, 'own-roots.pem')
  writeFileSync(roots, upstream.root + stranger.root)
  const env = { SSL_CERT_FILE: roots, NODE_EXTRA_CA_CERTS: roots, NODE: process.execPath, CLI: cli }
  const home = keyring.env.BULKHEAD_HOME ?? ''
  const token = newCanary('the token of web', 'ghp_', 36)
  const canaries: Canary[] = []
  const started: number[] = []

  const store = async (name: string, variable: string, secret: Canary, destination: string): Promise<void> => {
    canaries.push(secret)
    const args = ['add', name, '--domain', 'project:web', '--env', variable, '--to', destination]
    await ok(bulkhead(args, { input: secret.value }))
  }
  const bind = (name: string) => ok(bulkhead(['bind', name, '--yes', '--accept', 'BH001'], { cwd: folder }))
  await store('web', 'WEB_TOKEN', token, to.replace('PORT', String(upstream.port)))
  if (binds) await bind('web')

  const at = (path: string): string => `localhost:${upstream.port}${path}`
  const brokered: BrokeredWorld['brokered'] = (command, options = [], more = {}) =>
    bulkhead(['exec', '--broker', ...options, '--', ...command], { cwd: folder, env: { ...env, ...more } })
  const endStarted = (): void => {
    for (const group of started.splice(0)) {
      try {
        process.kill(-group, 'SIGKILL')
      } catch {
        // All of it is gone.
      }
    }
  }
  return {
    ...{ keyring, bulkhead, cli, upstream, stranger, folder, token, env, at, brokered, endStarted },
    runFolder: join(home, 'run'),
    get: (path, method = 'GET', variable = 'WEB_TOKEN') =>
      `curl -sS --path-as-is -g --max-time 120 -X ${method} -H "Authorization: Bearer $${variable}" 'https://${at(path)}'`,
    async add(name, variable, secret, destination) {
      await store(name, variable, secret, destination)
      await bind(name)
    },
    shell: (script, options, more) => brokered(['/bin/bash', '-c', script], options, more),
    start(script, options = []) {
      const child = spawn(process.execPath, [cli, 'exec', '--broker', ...options, '--', '/bin/bash', '-c', script], {
        cwd: folder,
        env: { ...keyring.env, ...env },
        stdio: ['ignore', 'pipe', 'pipe'],
        detached: true,
      })
      started.push(child.pid ?? 0)
      let output = ''
      for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (output += chunk))
      return {
        child,
        exit: new Promise<number | null>((resolve) => child.once('exit', resolve)).then(async (code) => {
          // What it wrote is read a turn later; who it left behind may keep its pipes open.
          await new Promise((resolve) => setTimeout(resolve, 50))
          await new Promise((resolve) => setImmediate(resolve))
          return code
        }),
        output: () => output,
        waitFor: (text) =>
          until(
            () => output.includes(text),
            () => `it never said ${text}: ${output}`,
          ),
      }
    },
    sessions: async () => (await ok(bulkhead(['sessions', '--json']))).json().sessions as ListedSession[],
    events: async () => (await ok(bulkhead(['audit', '--json']))).json().events as Record<string, unknown>[],
    forget() {
      for (const { arrived } of [upstream, stranger]) arrived.length = 0
    },
    async close() {
      endStarted()
      assertNoCanaryInFiles(canaries, home, folder)
      await Promise.all([keyring.close(), upstream.close(), stranger.close()])
    },
  }
}
