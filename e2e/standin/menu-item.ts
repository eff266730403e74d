import type Electron from 'electron'
import type { BrowserWindow } from './browser-window.ts'
import { Menu } from './menu.ts'
import { MENU_ROLES, ROLE_SUBMENUS } from './menu-roles.ts'
import type { NativeImage } from './native-image.ts'

type Options = Electron.MenuItemConstructorOptions

let lastId = 0

/** One line of a menu. */
export class MenuItem {
  /** Unique in this process; the tray uses it as the item's number on the bus. */
  readonly commandId: number
  readonly id: string
  readonly type: Electron.MenuItem['type']
  readonly role: Options['role']
  readonly accelerator: string | undefined
  /** False: the accelerator is shown only; the page sees to the keys. */
  readonly registerAccelerator: boolean
  readonly icon: NativeImage | string | undefined
  readonly submenu: Menu | undefined
  menu: Menu | undefined
  label: string
  sublabel: string
  toolTip: string
  enabled: boolean
  visible: boolean
  readonly #act: Options['click']
  #checked: boolean

  constructor(options: Options) {
    lastId += 1
    const role = MENU_ROLES[options.role?.toLowerCase() ?? '']
    this.commandId = lastId
    this.id = options.id ?? ''
    this.role = options.role
    this.label = options.label ?? role?.label ?? ''
    this.sublabel = options.sublabel ?? ''
    this.toolTip = options.toolTip ?? ''
    this.accelerator = options.accelerator ?? role?.accelerator
    this.registerAccelerator = options.registerAccelerator ?? true
    this.icon = options.icon as unknown as NativeImage | string | undefined
    this.enabled = options.enabled ?? true
    this.visible = options.visible ?? true
    this.submenu = submenuOf(options)
    this.type = options.type ?? (this.submenu === undefined ? 'normal' : 'submenu')
    this.#checked = options.checked ?? false
    this.#act = options.click
  }

  get checked(): boolean {
    return this.#checked
  }

  set checked(checked: boolean) {
    this.#checked = checked
    if (checked && this.type === 'radio') this.menu?.uncheckRadioNeighbours(this)
  }

  /** Does what a user's click does. */
  click(event: object = {}, window?: BrowserWindow): void {
    if (!this.enabled) return
    if (this.type === 'checkbox') this.checked = !this.#checked
    if (this.type === 'radio') this.checked = true
    const role = MENU_ROLES[this.role?.toLowerCase() ?? '']
    role?.act?.(window)
    if (role?.act !== undefined) return
    this.#act?.(
      this as unknown as Electron.MenuItem,
      window as unknown as Electron.BrowserWindow,
      event as Electron.KeyboardEvent,
    )
  }
}

function submenuOf({ submenu, role }: Options): Menu | undefined {
  if (submenu instanceof Menu) return submenu
  if (Array.isArray(submenu)) return Menu.buildFromTemplate(submenu)
  const roles = ROLE_SUBMENUS[role?.toLowerCase() ?? '']
  return roles === undefined ? undefined : Menu.buildFromTemplate(roles.map((name) => ({ role: name }) as Options))
}
