import type { MenuItemConstructorOptions } from 'electron'
import type { Events } from '../contract/channels.ts'

type Place = Events['window:show']

const SCREENS: readonly (readonly [label: string, screen: Place['screen']])[] = [
  ['Overview', 'overview'],
  ['Tokens', 'tokens'],
  ['Projects', 'projects'],
  ['Sessions', 'sessions'],
  ['Activity', 'activity'],
]

/** The application's menu, as data. @param show Brings the window to a screen. */
export function appMenu(
  platform: NodeJS.Platform,
  show: (place: Place) => void,
  quit: () => void,
): MenuItemConstructorOptions[] {
  const quitItem: MenuItemConstructorOptions = { label: 'Quit Bulkhead', accelerator: 'CmdOrCtrl+Q', click: quit }
  const first: MenuItemConstructorOptions =
    platform === 'darwin'
      ? {
          label: 'Bulkhead',
          submenu: [
            { role: 'about' },
            { type: 'separator' },
            { role: 'hide' },
            { role: 'hideOthers' },
            { role: 'unhide' },
            { type: 'separator' },
            quitItem,
          ],
        }
      : {
          label: 'File',
          submenu: [
            { label: 'Close window', accelerator: 'CmdOrCtrl+W', role: 'close' },
            { type: 'separator' },
            quitItem,
          ],
        }
  return [
    first,
    { role: 'editMenu' },
    { label: 'View', submenu: [...SIZES] },
    { label: 'Go', submenu: goItems(show) },
    { role: 'windowMenu' },
  ]
}

/** Larger and smaller text; the whole of Electron's own view menu would offer to reload the page and to look inside it. */
const SIZES: readonly MenuItemConstructorOptions[] = [
  { role: 'zoomIn' },
  // The key that has the plus has it above the equals sign on most keyboards, and Electron does not look there.
  { role: 'zoomIn', accelerator: 'CmdOrCtrl+=', visible: false, acceleratorWorksWhenHidden: true },
  { role: 'zoomOut' },
  { role: 'resetZoom' },
  { type: 'separator' },
  { role: 'togglefullscreen' },
]

const goItems = (show: (place: Place) => void): MenuItemConstructorOptions[] => [
  ...SCREENS.map(([label, screen], index) => ({
    label,
    accelerator: `CmdOrCtrl+${index + 1}`,
    // The page hears these keys itself, and not while a dialog is open.
    registerAccelerator: false,
    click: () => show({ screen, filter: null }),
  })),
  { type: 'separator' },
  { label: 'God-level tokens', click: () => show({ screen: 'tokens', filter: 'god' }) },
]
