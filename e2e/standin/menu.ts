import { EventEmitter } from 'node:events'
import type Electron from 'electron'
import type { BrowserWindow } from './browser-window.ts'
import { MenuItem } from './menu-item.ts'
import { popUpMenu } from './menu-popup.ts'

let applicationMenu: Menu | null = null

/** A menu: of the application (its accelerators work, no bar is drawn), of the tray, or one that pops up. */
export class Menu extends EventEmitter {
  readonly items: MenuItem[] = []

  static buildFromTemplate(template: readonly (Electron.MenuItemConstructorOptions | MenuItem)[]): Menu {
    const menu = new Menu()
    for (const item of template)
      menu.append(item instanceof MenuItem ? item : new MenuItem(item as Electron.MenuItemConstructorOptions))
    return menu
  }

  static setApplicationMenu(menu: Menu | null): void {
    applicationMenu = menu
  }

  static getApplicationMenu(): Menu | null {
    return applicationMenu
  }

  append(item: MenuItem): void {
    this.insert(this.items.length, item)
  }

  insert(position: number, item: MenuItem): void {
    item.menu = this
    this.items.splice(position, 0, item)
    this.emit('standin-changed')
  }

  getMenuItemById(id: string): MenuItem | null {
    return this.find((item) => item.id === id) ?? null
  }

  /** The first item that satisfies `test`, here or in a submenu. */
  find(test: (item: MenuItem) => boolean): MenuItem | undefined {
    for (const item of this.items) {
      const found = test(item) ? item : item.submenu?.find(test)
      if (found !== undefined) return found
    }
    return undefined
  }

  popup(options: { window?: BrowserWindow; callback?: () => void } = {}): void {
    this.emit('menu-will-show')
    void popUpMenu(this, options.window).then(() => {
      this.emit('menu-will-close')
      options.callback?.()
    })
  }

  closePopup(): void {
    this.emit('standin-close')
  }

  /** A radio item excludes the radio items next to it, up to the next item of another kind. */
  uncheckRadioNeighbours(item: MenuItem): void {
    const at = this.items.indexOf(item)
    const isOther = ({ type }: MenuItem): boolean => type !== 'radio'
    const start = this.items.slice(0, at).findLastIndex(isOther) + 1
    const end = this.items.findIndex((other, index) => index > at && isOther(other))
    for (const other of this.items.slice(start, end === -1 ? undefined : end)) if (other !== item) other.checked = false
  }
}
