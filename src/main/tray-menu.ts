import type { MenuItemConstructorOptions } from 'electron'
import type { ProjectView } from '../contract/view.ts'

/** What the tray shows. */
export interface TrayState {
  /** How many tokens are god-level. */
  readonly god: number
  readonly projects: readonly ProjectView[]
  /** Why the vault cannot be read, in words; null when it can. */
  readonly problem: string | null
}

export interface TrayActions {
  readonly showWindow: () => void
  readonly showGod: () => void
  /** @param token The token's name. */
  readonly copy: (token: string) => void
  readonly openShell: (root: string) => void
  readonly quit: () => void
}

/** The menu behind the tray icon, as data. */
export function trayMenu(
  { god, projects, problem }: TrayState,
  { showWindow, showGod, copy, openShell, quit }: TrayActions,
): MenuItemConstructorOptions[] {
  return [
    problem === null
      ? { label: godLine(god), enabled: god > 0, click: showGod }
      : { label: plain(problem), enabled: false },
    { type: 'separator' },
    ...projects.map((project) => projectItem(project, copy, openShell)),
    ...(projects.length > 0 ? [{ type: 'separator' } as const] : []),
    { label: 'Open Bulkhead', click: showWindow },
    { label: 'Quit', click: quit },
  ]
}

/** What hovering over the icon says. */
export const trayToolTip = ({ god, problem }: TrayState): string =>
  problem === null && god > 0 ? `Bulkhead: ${godLine(god)}` : 'Bulkhead'

function godLine(count: number): string {
  if (count === 0) return 'No god-level tokens'
  return count === 1 ? '1 god-level token' : `${count} god-level tokens`
}

function projectItem(
  { root, name, bindings }: ProjectView,
  copy: TrayActions['copy'],
  openShell: TrayActions['openShell'],
): MenuItemConstructorOptions {
  const tokens = bindings.map(({ env, token, problem }) => ({
    label: plain(`${token} (${env})`),
    enabled: problem === null,
    click: () => copy(token),
  }))
  return {
    label: plain(name),
    submenu: [
      { label: 'Copy token', enabled: tokens.length > 0, submenu: tokens },
      { label: 'Open scoped shell', click: () => openShell(root) },
    ],
  }
}

// A single & would mark the next letter as the key of the item.
const plain = (text: string): string => text.replaceAll('&', '&&')
