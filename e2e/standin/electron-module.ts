import type Electron from 'electron'
import { app } from './app.ts'
import { BrowserWindow } from './browser-window.ts'
import { clipboard } from './clipboard.ts'
import { ClipboardItem } from './clipboard-item.ts'
import { dialog } from './dialog.ts'
import { ipcMain } from './ipc-main.ts'
import { Menu } from './menu.ts'
import { MenuItem } from './menu-item.ts'
import { nativeImage } from './native-image.ts'
import { nativeTheme } from './native-theme.ts'
import { Notification } from './notification.ts'
import { powerMonitor } from './power-monitor.ts'
import { safeStorage } from './safe-storage.ts'
import { screen } from './screen.ts'
import { Session } from './session.ts'
import { shell } from './shell.ts'
import { Tray } from './tray.ts'
import { utilityProcess } from './utility-process.ts'
import { WebContents } from './web-contents.ts'

/**
 * What `electron` exports here. A name that Electron lacks does not compile; a name that the app uses and that is
 * missing here fails when the app is linked.
 */
export const electronModule = {
  app,
  BrowserWindow,
  clipboard,
  ClipboardItem,
  dialog,
  ipcMain,
  Menu,
  MenuItem,
  nativeImage,
  nativeTheme,
  Notification,
  powerMonitor,
  protocol: Session.defaultSession.protocol,
  safeStorage,
  screen,
  session: Session,
  shell,
  Tray,
  utilityProcess,
  webContents: WebContents,
} satisfies Partial<Record<keyof typeof Electron, unknown>>
