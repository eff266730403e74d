import { EventEmitter } from 'node:events'
import { readFileSync } from 'node:fs'
import { homedir, tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import type Electron from 'electron'
import { cancellable } from './cancellable.ts'
import { CommandLine } from './command-line.ts'
import { openWindows } from './open-windows.ts'
import { SingleInstance } from './single-instance.ts'

const home = homedir()
const configHome = (): string => process.env.XDG_CONFIG_HOME ?? join(home, '.config')

/** The folders of `app.getPath` that do not hang on the app's name. */
const FOLDERS: Record<string, () => string> = {
  home: () => home,
  appData: configHome,
  temp: tmpdir,
  exe: () => process.execPath,
  desktop: () => join(home, 'Desktop'),
  documents: () => join(home, 'Documents'),
  downloads: () => join(home, 'Downloads'),
  music: () => join(home, 'Music'),
  pictures: () => join(home, 'Pictures'),
  videos: () => join(home, 'Videos'),
}

/** The application: its life, its folders, its name. */
export class App
  extends EventEmitter
  implements
    Pick<
      Electron.App,
      | 'quit'
      | 'exit'
      | 'isReady'
      | 'getName'
      | 'setName'
      | 'getVersion'
      | 'getAppPath'
      | 'setPath'
      | 'hasSingleInstanceLock'
      | 'releaseSingleInstanceLock'
      | 'getLocale'
      | 'isPackaged'
      | 'enableSandbox'
    >
{
  readonly commandLine = new CommandLine()
  readonly isPackaged = false
  readonly #ready = Promise.withResolvers<void>()
  readonly #paths = new Map<string, string>()
  readonly #instance = new SingleInstance((argv, cwd, data) => this.emit('second-instance', {}, argv, cwd, data))
  #isReady = false
  #quitting = false
  #appPath = process.cwd()
  #name = 'Electron'
  #version = '0.0.0'

  get name(): string {
    return this.#name
  }

  set name(name: string) {
    this.#name = name
  }

  /** Takes name and version from the package of the app that is about to be loaded. */
  describe(appPath: string): void {
    this.#appPath = appPath
    try {
      const manifest = JSON.parse(readFileSync(join(appPath, 'package.json'), 'utf8'))
      this.#name = manifest.productName ?? manifest.name ?? this.#name
      this.#version = manifest.version ?? this.#version
    } catch {
      // A bare script has no package; Electron then keeps its own name too.
    }
  }

  /** Says `ready`. Playwright's loader replaces `emit`, so it must go through it. */
  becomeReady(): void {
    this.#isReady = true
    this.emit('ready', {}, {})
    this.#ready.resolve()
  }

  whenReady(): Promise<void> {
    return this.#ready.promise
  }

  isReady(): boolean {
    return this.#isReady
  }

  getName(): string {
    return this.#name
  }

  setName(name: string): void {
    this.#name = name
  }

  getVersion(): string {
    return this.#version
  }

  getAppPath(): string {
    return this.#appPath
  }

  getPath(name: string): string {
    const set = this.#paths.get(name)
    if (set !== undefined) return set
    if (name === 'userData' || name === 'sessionData') return join(configHome(), this.#name)
    if (name === 'logs' || name === 'crashDumps')
      return join(this.getPath('userData'), name === 'logs' ? 'logs' : 'Crashpad')
    const folder = FOLDERS[name]
    if (folder === undefined) throw new Error(`Failed to get '${name}' path`)
    return folder()
  }

  setPath(name: string, path: string): void {
    this.#paths.set(name, path)
  }

  setAppLogsPath(path?: string): void {
    this.setPath('logs', path ?? join(this.getPath('userData'), 'logs'))
  }

  getLocale(): string {
    return this.getPreferredSystemLanguages()[0] ?? 'en-US'
  }

  getSystemLocale(): string {
    return this.getLocale()
  }

  getPreferredSystemLanguages(): string[] {
    return [Intl.DateTimeFormat().resolvedOptions().locale]
  }

  requestSingleInstanceLock(additionalData?: Record<PropertyKey, unknown>): boolean {
    return this.#instance.request(this.getPath('userData'), additionalData)
  }

  hasSingleInstanceLock(): boolean {
    return this.#instance.held
  }

  releaseSingleInstanceLock(): void {
    this.#instance.release()
  }

  /** Closes all windows, then ends, unless a listener prevents it: Electron's order of events. */
  quit(): void {
    if (this.#quitting) return
    const before = cancellable({})
    this.emit('before-quit', before)
    if (before.defaultPrevented) return
    this.#quitting = true
    for (const window of openWindows()) window.close()
    if (openWindows().length > 0) {
      this.#quitting = false
      return
    }
    this.#finish()
  }

  exit(code = 0): void {
    void this.#instance.delivered().then(() => {
      this.emit('quit', {}, code)
      process.exit(code)
    })
  }

  /** Called when the last window has closed: without a listener the app quits. */
  allWindowsClosed(): void {
    if (this.#quitting) return
    if (this.listenerCount('window-all-closed') === 0) this.quit()
    else this.emit('window-all-closed')
  }

  focus(): void {
    openWindows().at(0)?.focus()
  }

  hide(): void {
    for (const window of openWindows()) window.hide()
  }

  show(): void {
    for (const window of openWindows()) window.show()
  }

  /* What follows concerns parts of a desktop that the stand-in does not have; Electron accepts the calls everywhere too. */
  enableSandbox(): void {}
  disableHardwareAcceleration(): void {}
  setAppUserModelId(_id: string): void {}
  setAboutPanelOptions(_options: Electron.AboutPanelOptionsOptions): void {}
  setDesktopName(_name: string): void {}
  setBadgeCount = (_count?: number): boolean => false
  setAsDefaultProtocolClient = (_protocol: string): boolean => false
  isDefaultProtocolClient = (_protocol: string): boolean => false
  removeAsDefaultProtocolClient = (_protocol: string): boolean => false
  setLoginItemSettings(_settings: Electron.Settings): void {}
  getLoginItemSettings = (): { openAtLogin: boolean } => ({ openAtLogin: false })
  isAccessibilitySupportEnabled = (): boolean => true

  #finish(): void {
    const will = cancellable({})
    this.emit('will-quit', will)
    if (will.defaultPrevented) {
      this.#quitting = false
      return
    }
    // In the next turn, so that whoever called quit() over the inspector still gets its answer.
    setImmediate(() => this.exit(0))
  }
}

export const app = new App()

/** The folder that holds a main script's package, or the script's own folder. */
export function packageFolderOf(path: string): string {
  return path.endsWith('.js') || path.endsWith('.mjs') || path.endsWith('.cjs') ? dirname(path) : path
}
