import { app } from 'electron'
import { findToken } from '../core/vault/find-token.ts'
import { withSecret } from '../core/vault/with-secret.ts'
import { notify, tellingFailure } from './notify.ts'
import type { Services } from './services.ts'
import type { Place } from './shown-window.ts'
import type { TrayActions } from './tray-menu.ts'

/** What the tray's items do. @param show Brings the window to a place. */
export function trayActions(
  { vault, clipboard, openShell }: Services,
  show: (place: Place | null) => void,
): TrayActions {
  const copy = async (token: string): Promise<void> => {
    const opened = vault()
    await withSecret(opened, findToken(opened, token), 'copy', clipboard.copy)
    notify(`${token} is copied`, `The clipboard is cleared in ${clipboard.clearsInMs / 1000} seconds.`)
  }
  return {
    showWindow: () => show(null),
    showGod: () => show({ screen: 'tokens', filter: 'god' }),
    copy: (token) => void tellingFailure(`${token} was not copied`, () => copy(token)),
    openShell: (root) => void tellingFailure('The shell was not opened', () => openShell(root)),
    quit: () => app.quit(),
  }
}
