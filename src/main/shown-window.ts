import type { BrowserWindow } from 'electron'
import type { Events } from '../contract/channels.ts'
import { tell } from './ipc.ts'
import { openMainWindow, type WindowFolders } from './main-window.ts'
import { ORIGIN } from './origin.ts'

export type Place = Events['window:show']

let ours: BrowserWindow | null = null

/** Our window; null while it is closed. There is never more than one, and no other window counts as ours. */
export const shownWindow = (): BrowserWindow | null => (ours === null || ours.isDestroyed() ? null : ours)

/** Brings the window to the front, opened again if it was closed, and leads it to a place. */
export function windowOpener(folders: WindowFolders): (place: Place | null) => void {
  return (place) => {
    const window = shownWindow()
    if (window === null) return open(folders, place)
    if (window.isMinimized()) window.restore()
    window.show()
    window.focus()
    if (place !== null) tell(window, 'window:show', place)
  }
}

function open(folders: WindowFolders, place: Place | null): void {
  const window = openMainWindow(folders)
  ours = window
  if (place !== null) whenLoaded(window, () => tell(window, 'window:show', place))
}

/** Waits for our page; a blank one, which may come before it, hears nothing. */
function whenLoaded({ webContents }: BrowserWindow, act: () => void): void {
  const onLoad = (): void => {
    if (!webContents.getURL().startsWith(`${ORIGIN}/`)) return
    webContents.off('did-finish-load', onLoad)
    act()
  }
  webContents.on('did-finish-load', onLoad)
}
