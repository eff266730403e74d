import { askInWindow } from './ask-window.ts'
import type { BrowserWindow } from './browser-window.ts'
import type { Menu } from './menu.ts'
import type { MenuItem } from './menu-item.ts'

/** Shows a menu as a small window with one button per item; resolves when it has closed. */
export async function popUpMenu(menu: Menu, window: BrowserWindow | undefined): Promise<void> {
  const items = usable(menu.items)
  const asking = askInWindow({
    title: '',
    message: '',
    detail: '',
    buttons: items.map(({ label }) => label),
    parent: window,
  })
  menu.once('standin-close', () => asking.close())
  const { button } = await asking.answer
  if (button !== undefined) items[button]?.click({}, window)
}

const usable = (items: readonly MenuItem[]): MenuItem[] =>
  items.flatMap((item) => {
    if (!item.visible || !item.enabled || item.type === 'separator') return []
    return item.submenu === undefined ? [item] : usable(item.submenu.items)
  })
