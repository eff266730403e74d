import { app, session, type WebContents } from 'electron'

/** Denies what no page of ours needs: permissions, devices, other pages, more windows, embedded pages, downloads. */
export function lockDown(): void {
  app.on('session-created', (created) => denyIn(created))
  app.on('web-contents-created', (_event, contents) => confine(contents))
  void app.whenReady().then(() => denyIn(session.defaultSession))
}

function denyIn(all: Electron.Session): void {
  all.setPermissionRequestHandler((_contents, _permission, answer) => answer(false))
  all.setPermissionCheckHandler(() => false)
  all.setDevicePermissionHandler(() => false)
  all.on('will-download', (event) => event.preventDefault())
}

function confine(contents: WebContents): void {
  const deny = (event: { preventDefault(): void }): void => event.preventDefault()
  contents.setWindowOpenHandler(() => ({ action: 'deny' }))
  contents.on('will-navigate', deny)
  contents.on('will-frame-navigate', deny)
  contents.on('will-redirect', deny)
  contents.on('will-attach-webview', deny)
}
