import type { CdpSession } from './cdp.ts'
import { pageScript } from './page-script.ts'
import type { FromWindow } from './window-world.ts'

const WORLD = 'Electron Window'
const BINDING = '__standinWindow'

let source: string | undefined

/** Calls `onMessage` with what window-world.ts notices in a page. */
export function watchPage(session: CdpSession, onMessage: (message: FromWindow) => void): void {
  source ??= pageScript(['window-world.ts'], `startWindowWorld((text) => ${BINDING}(text))`)
  session.on<{ name: string; payload: string }>('Runtime.bindingCalled', ({ name, payload }) => {
    if (name === BINDING) onMessage(JSON.parse(payload) as FromWindow)
  })
  session.tell('Runtime.addBinding', { name: BINDING, executionContextName: WORLD })
  session.tell('Page.addScriptToEvaluateOnNewDocument', { source, worldName: WORLD })
}
