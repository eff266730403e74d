import { join } from 'node:path'
import { BrowserWindow, nativeTheme } from 'electron'
import { ORIGIN } from './origin.ts'

export interface Bounds {
  readonly width: number
  readonly height: number
  readonly x?: number
  readonly y?: number
}

/**
 * Opens the window; it shows itself once its page is painted.
 *
 * The preferences are Electron's defaults for the most part. They are written out because the rest relies on them.
 */
export function openMainWindow(out: string, icon: string, bounds: Bounds): BrowserWindow {
  const window = new BrowserWindow({
    ...bounds,
    minWidth: 900,
    minHeight: 600,
    title: 'Bulkhead',
    icon,
    show: false,
    backgroundColor: nativeTheme.shouldUseDarkColors ? '#131412' : '#fbfbfa',
    webPreferences: {
      preload: join(out, 'preload', 'index.cjs'),
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      webviewTag: false,
      navigateOnDragDrop: false,
      spellcheck: false,
      devTools: false,
    },
  })
  window.once('ready-to-show', () => window.show())
  void window.loadURL(`${ORIGIN}/index.html`)
  return window
}
