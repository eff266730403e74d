/**
 * The built app, started as a user would start it, on a keyring, a vault and a display of its own.
 */
import { execFile } from 'node:child_process'
import { mkdir } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { _electron, type ElectronApplication, type Page } from '@playwright/test'
import { type Display, openDisplay } from './display.ts'
import { findElectron } from './find-electron.ts'
import { type Environment, type Keyring, type KeyringOptions, openKeyring } from './keyring.ts'

export const ROOT = dirname(dirname(fileURLToPath(import.meta.url)))

const run = promisify(execFile)

/** A home with a keyring and a display, in which the app and the command line work on one vault. */
export interface Desk extends AsyncDisposable {
  readonly home: string
  readonly env: Environment
  /** Makes a folder below the home. */
  folder(name: string): Promise<string>
  /** Runs the command line. @throws When it ends with another code than 0. */
  cli(args: readonly string[], stdin?: string): Promise<string>
  /** The same for a sealed store. @param passphrase A file that holds the passphrase. */
  cliWith(passphrase: string, args: readonly string[], stdin?: string): Promise<string>
}

export async function openDesk(options: KeyringOptions = {}): Promise<Desk> {
  const display = await displayFor()
  const { XAUTHORITY } = process.env
  const screen: Environment = { DISPLAY: display.name, ...(XAUTHORITY === undefined ? {} : { XAUTHORITY }) }
  const keyring = await openKeyring({ ...options, env: { ...screen, FORCE_COLOR: '0', ...options.env } })
  return {
    home: keyring.home,
    env: keyring.env,
    folder: async (name) => {
      const path = join(keyring.home, name)
      await mkdir(path, { recursive: true, mode: 0o700 })
      return path
    },
    cli: (args, stdin = '') => cli(keyring, ['node', BULKHEAD, ...args], stdin),
    cliWith: (passphrase, args, stdin = '') => {
      const line = ['sh', '-c', 'exec node "$@" --passphrase-fd 3 3<"$0"', passphrase, BULKHEAD, ...args]
      return cli(keyring, line, stdin)
    },
    [Symbol.asyncDispose]: async () => {
      await keyring.close()
      await display.close()
    },
  }
}

const BULKHEAD = join(ROOT, 'out', 'cli', 'bulkhead.js')
/** The Node of the checkout comes first on the PATH. */
const NODE = join(ROOT, 'node_modules', 'node', 'bin')

async function cli({ env, home }: Keyring, [program = '', ...args]: readonly string[], stdin: string): Promise<string> {
  const running = run(program, args, { env: { ...env, PATH: `${NODE}:${env.PATH}` }, cwd: home })
  running.child.stdin?.end(stdin)
  return (await running).stdout
}

/** The display that is there, else one of our own. */
async function displayFor(): Promise<Display> {
  const name = process.env.DISPLAY
  if (name === undefined || name === '') return openDisplay()
  const close = async (): Promise<void> => undefined
  return { name, close, [Symbol.asyncDispose]: close }
}

export interface App extends AsyncDisposable {
  readonly electron: ElectronApplication
  readonly page: Page
}

/** Starts the built app and waits until its page is painted. */
export async function openApp({ env }: Desk): Promise<App> {
  const { kind, folder } = findElectron()
  // Playwright asks the electron package for the program, in this process.
  if (kind === 'stand-in') process.env.ELECTRON_OVERRIDE_DIST_PATH = folder
  // Chromium's sandbox does not start as root; the stand-in knows that by itself.
  const asRoot = kind === 'electron' && process.getuid?.() === 0 ? ['--no-sandbox'] : []
  const electron = await _electron.launch({ args: [ROOT, ...asRoot], env, cwd: ROOT })
  try {
    const page = await electron.firstWindow()
    await page.locator('h1, [role=main], main').first().waitFor()
    return { electron, page, [Symbol.asyncDispose]: () => electron.close() }
  } catch (error) {
    await electron.close().catch(() => undefined)
    throw error
  }
}
