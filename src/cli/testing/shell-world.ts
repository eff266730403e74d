import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Canary, newCanary } from '../../../e2e/canaries.ts'
import { type Keyring, openKeyring } from '../../../e2e/keyring.ts'
import { builtCli } from './built-cli.ts'
import { ok } from './exec-world.ts'
import { openTerminal, type Terminal } from './open-terminal.ts'
import { type Bulkhead, cliIn } from './run-cli.ts'

export const SHELLS = ['bash', 'zsh', 'fish'] as const
export type Shell = (typeof SHELLS)[number]

interface SessionRow {
  readonly id: string
  readonly kind: string
  readonly endedAt: string | null
  readonly endsAt: string | null
}

/** A keyring with two projects, start-up files of three shells, and `bulkhead shell` on real terminals. */
export interface ShellWorld {
  readonly keyring: Keyring
  readonly cli: string
  readonly bulkhead: Bulkhead
  /** The project `web`, with `WEB_TOKEN` and `SHORT`. Beside it lies `api`, with `API_TOKEN`. */
  readonly folder: string
  readonly web: Canary
  readonly api: Canary
  /** Opens a scoped shell in the project `web`; the shell's name, or a path. */
  readonly terminal: (shell: string, ...args: readonly string[]) => Terminal
  /** The same with more in its environment. */
  readonly terminalIn: (env: Readonly<Record<string, string>>, ...args: readonly string[]) => Terminal
  readonly lastSession: () => Promise<SessionRow>
  /** For `afterEach`. */
  readonly closeTerminals: () => void
  readonly close: () => Promise<void>
}

export async function openShellWorld(): Promise<ShellWorld> {
  const web = newCanary('the token of web')
  const api = newCanary('the token of api', 'glpat-', 20)
  const keyring = await openKeyring()
  const cli = await builtCli()
  const bulkhead = await cliIn(keyring.env)
  const folder = join(keyring.home, 'web')
  for (const path of [folder, join(keyring.home, 'api')]) mkdirSync(path)
  makeFishFolders(keyring.home)
  await ok(bulkhead(['add', 'web', '--domain', 'project:web', '--env', 'WEB_TOKEN'], { input: web.value }))
  await ok(bulkhead(['add', 'short', '--domain', 'project:web', '--env', 'SHORT'], { input: 's3cret' }))
  await ok(bulkhead(['add', 'api', '--domain', 'project:api', '--env', 'API_TOKEN'], { input: api.value }))
  await ok(bulkhead(['bind', 'web'], { cwd: folder }))
  await ok(bulkhead(['bind', 'short'], { cwd: folder }))
  await ok(bulkhead(['bind', 'api'], { cwd: join(keyring.home, 'api') }))
  writeStartUpFiles(keyring.home, api)

  let open: Terminal[] = []
  const terminalIn: ShellWorld['terminalIn'] = (env, ...args) => {
    const opened = openTerminal([process.execPath, cli, 'shell', ...args], {
      env: { ...keyring.env, ...env },
      cwd: folder,
    })
    open.push(opened)
    return opened
  }
  const closeTerminals = (): void => {
    for (const terminal of open) terminal.close()
    open = []
  }
  return {
    ...{ keyring, cli, bulkhead, folder, web, api, terminalIn, closeTerminals },
    terminal: (shell, ...args) => terminalIn({ SHELL: pathOf(shell) }, ...args),
    async lastSession() {
      const { sessions } = (await ok(bulkhead(['sessions', '--json']))).json() as unknown as { sessions: SessionRow[] }
      return sessions.toSorted((a, b) => (a.id < b.id ? -1 : 1)).at(-1) as SessionRow
    },
    async close() {
      closeTerminals()
      await keyring.close()
    },
  }
}

/** Start-up files as people have them: a prompt, a setting, and tokens that are exported to everything. */
function writeStartUpFiles(home: string, api: Canary): void {
  const posix = `export WEB_TOKEN=wrong\nexport LEFT="Bearer ${api.value}"\nMY_SETTING=mine\n`
  writeFileSync(join(home, '.bashrc'), `${posix}PS1='ready$ '\n`)
  writeFileSync(join(home, '.zshenv'), 'export WEB_TOKEN=wrong-early\n')
  writeFileSync(join(home, '.zshrc'), `${posix}PROMPT='ready$ '\n`)
  writeFileSync(
    join(home, 'config/fish/config.fish'),
    `set -gx WEB_TOKEN wrong\nset -gx LEFT "Bearer ${api.value}"\nset -g MY_SETTING mine\nset -g fish_greeting\nfunction fish_prompt; printf 'ready$ '; end\n`,
  )
}

/** fish's own folders in a home. Where the second is missing, fish reads every man page of the machine for completions. */
export function makeFishFolders(home: string): void {
  for (const path of ['config/fish', 'data/fish/generated_completions'])
    mkdirSync(join(home, path), { recursive: true })
}

/** Where a shell lies on this machine. */
export const pathOf = (shell: string): string =>
  shell.includes('/') ? shell : (['/bin', '/usr/bin'].map((place) => join(place, shell)).find(existsSync) ?? shell)

/** What a command prints in the shell, between two marks that the line as typed does not hold. */
export async function ask(shell: Terminal, command: string): Promise<string> {
  shell.type(`echo "<""<"; ${command}; echo ">"">"\n`)
  await shell.waitFor(/<<\n/)
  return (await shell.waitFor(/>>\n/)).replace(/>>\n$/, '').trim()
}
