import type { BrowserWindow } from './browser-window.ts'
import { Menu } from './menu.ts'

const ORDER = ['ctrl', 'alt', 'shift', 'meta']
const NAMES: Record<string, string> = {
  cmdorctrl: 'ctrl',
  commandorcontrol: 'ctrl',
  control: 'ctrl',
  option: 'alt',
  altgr: 'alt',
  super: 'meta',
  command: 'meta',
  cmd: 'meta',
  esc: 'escape',
  return: 'enter',
  space: ' ',
  up: 'arrowup',
  down: 'arrowdown',
  left: 'arrowleft',
  right: 'arrowright',
}

/** Clicks the item of the application's menu that has this accelerator. */
export function clickShortcut(combination: string, window: BrowserWindow): void {
  const item = Menu.getApplicationMenu()?.find(
    ({ accelerator, registerAccelerator }) =>
      registerAccelerator && accelerator !== undefined && combinationOf(accelerator) === combination,
  )
  item?.click({ triggeredByAccelerator: true }, window)
}

/** `CmdOrCtrl+Shift+K` → `ctrl+shift+k`: Electron's accelerators in the words of window-world.ts. */
export function combinationOf(accelerator: string): string {
  const parts = accelerator
    .toLowerCase()
    .split('+')
    .map((part) => NAMES[part] ?? part)
  const held = ORDER.filter((name) => parts.includes(name))
  return [...held, ...parts.filter((part) => !ORDER.includes(part))].join('+')
}
