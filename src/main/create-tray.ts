import { join } from 'node:path'
import { Menu, nativeImage, nativeTheme, Tray } from 'electron'
import { type TrayActions, type TrayState, trayMenu, trayToolTip } from './tray-menu.ts'

export interface AppTray {
  show(state: TrayState): void
}

/** Puts the icon into the system's tray. @param icons The folder of icons. */
export function createTray(icons: string, actions: TrayActions): AppTray {
  let state: TrayState = { god: 0, projects: [], problem: null }
  const image = () => nativeImage.createFromPath(join(icons, iconFor(state)))
  const tray = new Tray(image())
  // Linux: a click on the icon itself. Elsewhere the click opens the menu.
  tray.on('click', actions.showWindow)
  nativeTheme.on('updated', () => tray.setImage(image()))

  const show = (next: TrayState): void => {
    state = next
    tray.setImage(image())
    tray.setToolTip(trayToolTip(state))
    tray.setContextMenu(Menu.buildFromTemplate(trayMenu(state, actions)))
  }
  show(state)
  return { show }
}

// macOS colours an icon whose name ends in Template by itself; it is told apart by the diamond's shape alone.
function iconFor({ god }: TrayState): string {
  const name = god > 0 ? 'tray-god' : 'tray'
  if (process.platform === 'darwin') return `${name}Template.png`
  return nativeTheme.shouldUseDarkColors || process.platform === 'linux' ? `${name}.png` : `${name}-on-light.png`
}
