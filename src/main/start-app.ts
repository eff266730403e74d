import { join } from 'node:path'
import { app, Menu, powerMonitor } from 'electron'
import { eventOf } from '../core/vault/event-of.ts'
import { providerFetch } from '../node/ask-provider.ts'
import { watchCatalog } from '../node/catalog/watch-catalog.ts'
import { CATALOG_FILE, type OpenVault } from '../node/compose-vault.ts'
import { pathsOf } from '../node/files/paths.ts'
import { appMenu } from './app-menu.ts'
import { serveApp } from './app-protocol.ts'
import { createAsk } from './ask.ts'
import { beforeQuit } from './before-quit.ts'
import { bulkheadCommand } from './bulkhead-command.ts'
import { createChangeReader } from './change-reader.ts'
import { createTray } from './create-tray.ts'
import { allHandlers } from './handlers/all-handlers.ts'
import { serveIpc, tell } from './ipc.ts'
import { openShell } from './open-shell.ts'
import { createProjectFolders } from './project-folders.ts'
import { createRateLimit } from './rate-limit.ts'
import { readTrayState } from './read-tray-state.ts'
import { createSecretClipboard } from './secret-clipboard.ts'
import type { Services } from './services.ts'
import { shownWindow, windowOpener } from './shown-window.ts'
import { startKeychain } from './start-keychain.ts'
import { systemClipboard } from './system-clipboard.ts'
import { tellTripwires } from './tell-tripwires.ts'
import { trayActions } from './tray-actions.ts'
import { createTripwires } from './tripwires.ts'
import { createVaultSource } from './vault-source.ts'

/** The built app: main, preload and renderer side by side. */
const OUT = join(import.meta.dirname, '..')

const CLIPBOARD_CLEARS_IN_MS = 30_000
/** How often the window looks for changes that the command line made, ms. */
const LOOK_EVERY_MS = 1000
/** How long the tray waits after a change, ms: the window, which is looked at, reads first. */
const TRAY_WAITS_MS = 250
const MINUTE_MS = 60_000

/** Puts the parts together and opens the window. Called once, when Electron is ready. */
export function startApp(): void {
  const icons = join(app.isPackaged ? process.resourcesPath : join(OUT, '..', 'resources'), 'icons')
  const { services, close } = createServices(() => changed())
  const show = windowOpener({ out: OUT, icon: join(icons, 'bulkhead.png'), config: pathsOf().config })
  const tray = createTray(icons, trayActions(services, show))
  const whatChanged = createChangeReader(services.vault, Date.now)
  const changed = (): void => {
    const window = shownWindow()
    const what = whatChanged()
    if (window !== null) tell(window, 'vault:changed', { what })
    if (what === 'record') return
    tellTripwires(services, () => show({ screen: 'sessions', filter: null }))
    setTimeout(() => tray.show(readTrayState(services)), TRAY_WAITS_MS)
  }

  serveApp(join(OUT, 'renderer'))
  serveIpc({
    handlers: allHandlers(services),
    windowId: () => shownWindow()?.webContents.id ?? null,
    onRefused: refusalRecorder(services.vault),
  })
  Menu.setApplicationMenu(Menu.buildFromTemplate(appMenu(process.platform, show, () => app.quit())))
  app.on('second-instance', () => show(null))
  app.on('activate', () => show(null))
  // The app goes on living in the tray when its window is closed.
  app.on('window-all-closed', () => undefined)
  powerMonitor.on('lock-screen', () => void services.clipboard.takeBack())
  beforeQuit(async () => {
    await services.clipboard.takeBack()
    close()
  })

  show(null)
  tray.show(readTrayState(services))
  // What was recorded before is no news.
  tellTripwires(services, () => undefined)
}

/** @param onChange Called soon after anything in the catalog changed, whoever changed it. */
function createServices(onChange: () => void): { services: Services; close: () => void } {
  const keychain = startKeychain(join(OUT, 'main', 'keychain-process.js'))
  const source = createVaultSource(keychain, ({ paths }) => {
    watchCatalog(join(paths.data, CATALOG_FILE), LOOK_EVERY_MS, onChange)
  })
  const command = bulkheadCommand(
    { isPackaged: app.isPackaged, appPath: app.getAppPath(), resourcesPath: process.resourcesPath },
    process.platform,
  )
  const services: Services = {
    vault: source.get,
    seal: source,
    ask: createAsk(),
    clipboard: createSecretClipboard(systemClipboard, CLIPBOARD_CLEARS_IN_MS),
    folders: createProjectFolders(),
    maySpend: createRateLimit(20, MINUTE_MS, Date.now),
    fetchAt: providerFetch,
    tripwires: createTripwires(source.get, Date.now),
    openShell: (root) => openShell(source.get(), command, root),
  }
  return { services, close: source.close }
}

/** Records what the window was refused; a page that floods us must not fill the disk. */
function refusalRecorder(vault: () => OpenVault): (code: string) => void {
  const mayRecord = createRateLimit(60, MINUTE_MS, Date.now)
  return (code) => {
    if (!mayRecord()) return
    try {
      const opened = vault()
      opened.audit.append(eventOf(opened, 'ipc-refused', null, { decision: 'refused', code }))
    } catch {
      // The vault cannot be opened, which the window is told by itself.
    }
  }
}
