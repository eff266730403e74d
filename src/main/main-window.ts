import { join } from 'node:path'
import { BrowserWindow, nativeTheme, screen } from 'electron'
import { ORIGIN } from './origin.ts'
import { webPreferences } from './web-preferences.ts'
import { keepWindowState, readWindowState, type WindowState } from './window-state.ts'

/** Where the window finds its files. */
export interface WindowFolders {
  /** The built app. */
  readonly out: string
  readonly icon: string
  /** Where its size is kept. */
  readonly config: string
}

/** Opens the window; it shows itself once its page is painted. */
export function openMainWindow({ out, icon, config }: WindowFolders): BrowserWindow {
  const window = new BrowserWindow({
    ...visible(readWindowState(config)),
    minWidth: 900,
    minHeight: 600,
    title: 'Bulkhead',
    icon,
    show: false,
    autoHideMenuBar: true,
    backgroundColor: nativeTheme.shouldUseDarkColors ? '#131412' : '#fbfbfa',
    webPreferences: webPreferences(join(out, 'preload', 'index.cjs')),
  })
  window.once('ready-to-show', () => window.show())
  window.on('close', () => keepWindowState(config, window.getNormalBounds()))
  void window.loadURL(`${ORIGIN}/index.html`)
  return window
}

/** Drops a place that lies on no screen any more. */
function visible({ width, height, x, y }: WindowState): { width: number; height: number; x?: number; y?: number } {
  if (x === undefined || y === undefined) return { width, height }
  const isOnScreen = screen
    .getAllDisplays()
    .some(({ bounds }) => x >= bounds.x && y >= bounds.y && x < bounds.x + bounds.width && y < bounds.y + bounds.height)
  return isOnScreen ? { width, height, x, y } : { width, height }
}
