import { join } from 'node:path'
import { app } from 'electron'
import { registerAppScheme, serveApp } from './app-protocol.ts'
import { lockDown } from './lock-down.ts'
import { openMainWindow } from './main-window.ts'

const out = join(import.meta.dirname, '..')

registerAppScheme()
void app.whenReady().then(() => {
  lockDown()
  serveApp(join(out, 'renderer'))
  openMainWindow(out, join(out, '..', 'resources', 'icons', 'bulkhead.png'), { width: 1280, height: 820 })
})
