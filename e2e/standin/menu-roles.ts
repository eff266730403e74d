import { app } from './app.ts'
import type { BrowserWindow } from './browser-window.ts'

/** What a menu item of a role is called and does. */
export interface MenuRole {
  readonly label: string
  readonly accelerator?: string
  readonly act?: (window: BrowserWindow | undefined) => void
}

const edit = (label: string, command: string): MenuRole => ({
  label,
  act: (window) => window?.webContents.edit(command),
})

const zoom = (label: string, accelerator: string, next: (factor: number) => number): MenuRole => ({
  label,
  accelerator,
  act: (window) => window?.webContents.setZoomFactor(next(window.webContents.getZoomFactor())),
})

/** Roles by their name in lower case. Editing keys need no accelerator: Chromium has them itself. */
export const MENU_ROLES: Record<string, MenuRole> = {
  about: { label: 'About' },
  close: { label: 'Close Window', accelerator: 'CmdOrCtrl+W', act: (window) => window?.close() },
  copy: edit('Copy', 'copy'),
  cut: edit('Cut', 'cut'),
  delete: edit('Delete', 'delete'),
  paste: edit('Paste', 'paste'),
  redo: edit('Redo', 'redo'),
  selectall: edit('Select All', 'selectAll'),
  undo: edit('Undo', 'undo'),
  minimize: { label: 'Minimize', accelerator: 'CmdOrCtrl+M', act: (window) => window?.minimize() },
  quit: { label: 'Quit', accelerator: 'CmdOrCtrl+Q', act: () => app.quit() },
  reload: { label: 'Reload', accelerator: 'CmdOrCtrl+R', act: (window) => window?.reload() },
  forcereload: { label: 'Force Reload', accelerator: 'CmdOrCtrl+Shift+R', act: (window) => window?.reload() },
  toggledevtools: { label: 'Toggle Developer Tools', act: (window) => window?.webContents.openDevTools() },
  togglefullscreen: {
    label: 'Toggle Full Screen',
    accelerator: 'F11',
    act: (window) => window?.setFullScreen(!window.isFullScreen()),
  },
  zoomin: zoom('Zoom In', 'CmdOrCtrl+Plus', (factor) => factor * 1.1),
  zoomout: zoom('Zoom Out', 'CmdOrCtrl+-', (factor) => factor / 1.1),
  resetzoom: zoom('Actual Size', 'CmdOrCtrl+0', () => 1),
  filemenu: { label: 'File' },
  editmenu: { label: 'Edit' },
  viewmenu: { label: 'View' },
  windowmenu: { label: 'Window' },
  help: { label: 'Help' },
}

/** What a menu of a role holds when the app gives no submenu. */
export const ROLE_SUBMENUS: Record<string, readonly string[]> = {
  filemenu: ['quit'],
  editmenu: ['undo', 'redo', 'cut', 'copy', 'paste', 'delete', 'selectAll'],
  viewmenu: ['reload', 'forceReload', 'toggleDevTools', 'resetZoom', 'zoomIn', 'zoomOut', 'togglefullscreen'],
  windowmenu: ['minimize', 'close'],
}
