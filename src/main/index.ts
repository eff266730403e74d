import './ignore-inspector-signal.ts'
import { app, dialog } from 'electron'
import { BulkheadError } from '../core/errors.ts'
import { pathsOf } from '../node/files/paths.ts'
import { registerAppScheme } from './app-protocol.ts'
import { claimProfile } from './claim-profile.ts'
import { lockDown } from './lock-down.ts'
import { startApp } from './start-app.ts'
import { surviveErrors } from './survive-errors.ts'

surviveErrors()

// One app for each vault: the lock lies in Chromium's profile, and that in the vault's own folders.
try {
  claimProfile(pathsOf())
  if (app.requestSingleInstanceLock()) start()
  else app.quit()
} catch (error) {
  refuse(error)
}

function start(): void {
  // Ties windows and notifications to our entry in the system's menu.
  app.setDesktopName('bulkhead.desktop')
  app.setAppUserModelId('bulkhead')
  registerAppScheme()
  lockDown()
  void app.whenReady().then(startApp).catch(refuse)
}

/** Says why the app cannot start, and ends it. */
function refuse(error: unknown): void {
  const text = error instanceof BulkheadError ? `${error.message}\n${error.hint ?? ''}` : 'something went wrong'
  console.error(`bulkhead: ${text.trim()}`)
  dialog.showErrorBox('Bulkhead cannot start', text)
  app.exit(1)
}
