import { BrowserWindow } from 'electron'
import type { Events } from '../contract/channels.ts'
import { tell } from './ipc.ts'
import { openMainWindow, type WindowFolders } from './main-window.ts'

export type Place = Events['window:show']

/** Our window; null while none is open. There is never more than one. */
export const shownWindow = (): BrowserWindow | null =>
  BrowserWindow.getAllWindows().find((window) => !window.isDestroyed()) ?? null

/** Brings the window to the front, opened again if it was closed, and leads it to a place. */
export function windowOpener(folders: WindowFolders): (place: Place | null) => void {
  return (place) => {
    const window = shownWindow()
    if (window !== null) {
      if (window.isMinimized()) window.restore()
      window.show()
      window.focus()
      if (place !== null) tell(window, 'window:show', place)
      return
    }
    const opened = openMainWindow(folders)
    if (place !== null) opened.webContents.once('did-finish-load', () => tell(opened, 'window:show', place))
  }
}
