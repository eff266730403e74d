/** All that the window can ask passes here; the only file that touches ipcMain. */
import { ipcMain } from 'electron'
import type { EventName, Events } from '../contract/channels.ts'
import type { Result } from '../contract/view.ts'
import { WIRE_CALL, WIRE_TELL } from '../contract/wire.ts'
import { failureOf } from './failure-of.ts'
import type { Handlers } from './handlers/handlers.ts'
import { isOurPage } from './is-our-page.ts'
import { parseCall } from './parse-call.ts'

export interface Border {
  readonly handlers: Handlers
  /** The id of our window's web contents; null while no window is open. */
  readonly windowId: () => number | null
  /** Called for every request that is refused before a handler saw it. */
  readonly onRefused: (code: string) => void
}

const FOREIGN = { code: 'ipc-refused', message: 'only the window of bulkhead may ask', hint: null } as const

/** Answers the window's requests. Every answer is a value: nothing throws across the border. */
export function serveIpc({ handlers, windowId, onRefused }: Border): void {
  ipcMain.handle(WIRE_CALL, async (event, channel: unknown, request: unknown): Promise<Result<unknown>> => {
    if (!isOurPage(event, windowId())) {
      onRefused(FOREIGN.code)
      return { ok: false, error: FOREIGN }
    }
    const parsed = parseCall(channel, request)
    if (!parsed.ok) {
      onRefused(parsed.error.code)
      return { ok: false, error: parsed.error }
    }
    return answer(handlers[parsed.call.channel], parsed.call.request)
  })
}

async function answer(handle: (request: never) => unknown, request: unknown): Promise<Result<unknown>> {
  try {
    return { ok: true, value: await handle(request as never) }
  } catch (error) {
    return { ok: false, error: failureOf(error) }
  }
}

/** Tells the window something that it did not ask for. */
export const tell = <E extends EventName>(
  window: { readonly webContents: { send(channel: string, ...args: unknown[]): void } },
  event: E,
  payload: Events[E],
): void => window.webContents.send(WIRE_TELL, event, payload)
