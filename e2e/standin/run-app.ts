import { existsSync, readFileSync, statSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { app, packageFolderOf } from './app.ts'
import type { Arguments } from './arguments.ts'
import type { Browser } from './browser.ts'
import { watchWindows } from './browser-window.ts'
import { electronModule } from './electron-module.ts'
import { electronVersions } from './electron-versions.ts'
import { serveElectron } from './serve-electron.ts'

/** An app to run: what was given on the command line, and as which program. */
export interface Run extends Arguments {
  readonly executable: string
  readonly args: readonly string[]
}

/** Loads the app as Electron does, and says `ready` once both it and Chromium are there. */
export async function runApp(
  { preloads, app: path, executable, args }: Run,
  starting: Promise<Browser>,
): Promise<void> {
  serveElectron(electronModule)
  becomeElectron(executable, args)
  const main = mainScriptOf(resolve(path ?? '.'))
  const require = createRequire(import.meta.url)
  // Playwright's loader takes Electron's switches out of process.argv, so they must be there by now.
  for (const preload of preloads) require(resolve(preload))
  const announced = starting.then(({ address }) => process.stderr.write(`\nDevTools listening on ${address}\n`))
  await Promise.all([announced, watchWindows(), import(pathToFileURL(main).href)])
  app.becomeReady()
}

/** Makes `process` look as it does in Electron's main process. */
function becomeElectron(executable: string, args: readonly string[]): void {
  process.argv = [executable, ...args]
  Object.defineProperty(process, 'versions', { value: Object.freeze(electronVersions()), configurable: true })
  Object.assign(process, { type: 'browser', defaultApp: true, resourcesPath: import.meta.dirname })
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => app.quit())
}

function mainScriptOf(path: string): string {
  app.describe(packageFolderOf(path))
  if (!existsSync(path)) throw new Error(`there is no app at ${path}; build it first: npm run build`)
  if (!statSync(path).isDirectory()) return path
  const manifest = join(path, 'package.json')
  const { main = 'index.js' } = existsSync(manifest)
    ? (JSON.parse(readFileSync(manifest, 'utf8')) as { main?: string })
    : {}
  return join(path, main)
}
