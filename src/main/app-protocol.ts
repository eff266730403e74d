import { protocol } from 'electron'
import { pageResponse } from './page-response.ts'

/** Makes `app:` a standard, secure scheme. Call it before the app is ready. */
export function registerAppScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true } },
  ])
}

/** Serves the built page under `app://bulkhead/`. @param root The folder that holds `index.html`. */
export function serveApp(root: string): void {
  protocol.handle('app', (request) => pageResponse(root, request))
}
