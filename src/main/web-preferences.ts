import type { WebPreferences } from 'electron'

/**
 * What the window's page may do. Electron's defaults for the most part, written out because the rest relies on them.
 *
 * @param preload Path of the built preload script.
 */
export const webPreferences = (preload: string) =>
  ({
    preload,
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    nodeIntegrationInWorker: false,
    nodeIntegrationInSubFrames: false,
    webSecurity: true,
    allowRunningInsecureContent: false,
    experimentalFeatures: false,
    webviewTag: false,
    navigateOnDragDrop: false,
    spellcheck: false,
    devTools: false,
  }) as const satisfies WebPreferences
