import { readFileSync } from 'node:fs'
import type Electron from 'electron'
import type { CdpSession } from './cdp.ts'
import { decode, encode } from './codec.ts'
import { electronVersions } from './electron-versions.ts'
import { ipcMain } from './ipc-main.ts'
import type { PageFrames } from './page-frames.ts'
import { pageScript } from './page-script.ts'
import type { FromPreload, PreloadFacts, ToPreload } from './preload-world.ts'
import type { WebContents } from './web-contents.ts'
import type { WebFrameMain } from './web-frame-main.ts'

/** Electron's own name for the preload's world. */
const WORLD = 'Electron Isolated Context'
const BINDING = '__standinToMain'

interface Context {
  readonly id: number
  readonly name: string
  readonly auxData: { readonly isDefault: boolean; readonly type: string; readonly frameId: string }
}

/** The private line between main and the preload's world of one page. */
export class PreloadChannel {
  readonly #owner: WebContents
  readonly #session: CdpSession
  readonly #frames: PageFrames
  /** The preload worlds alive now: context id → frame. */
  readonly #worlds = new Map<number, string>()

  constructor(owner: WebContents, session: CdpSession, frames: PageFrames) {
    this.#owner = owner
    this.#session = session
    this.#frames = frames
    session.on<{ context: Context }>('Runtime.executionContextCreated', ({ context }) => this.#created(context))
    session.on<{ executionContextId: number }>('Runtime.executionContextDestroyed', ({ executionContextId }) => {
      this.#worlds.delete(executionContextId)
    })
    session.on('Runtime.executionContextsCleared', () => this.#worlds.clear())
    session.on<{ name: string; payload: string; executionContextId: number }>('Runtime.bindingCalled', (call) => {
      if (call.name === BINDING) this.#called(call.executionContextId, call.payload)
    })
  }

  /** Puts both halves of the bridge and the preload script before every document. The page's half comes first. */
  install(preload: string, additionalArguments: readonly string[]): void {
    const session = this.#session
    session.tell('Runtime.addBinding', { name: BINDING, executionContextName: WORLD })
    session.tell('Page.addScriptToEvaluateOnNewDocument', { source: mainWorldSource() })
    const source = preloadSource(readFileSync(preload, 'utf8'), additionalArguments)
    session.tell('Page.addScriptToEvaluateOnNewDocument', { source, worldName: WORLD })
  }

  /** Sends a message to the main frame's preload. Without one it is dropped, as in Electron. */
  send(channel: string, args: readonly unknown[]): void {
    const message: ToPreload = { kind: 'message', channel, args: encode(args) }
    for (const [contextId, frameId] of this.#worlds) {
      if (frameId === this.#frames.main?.frameToken) this.#post(contextId, message)
    }
  }

  #created({ id, name, auxData }: Context): void {
    if (name === WORLD && auxData.type === 'isolated') this.#worlds.set(id, auxData.frameId)
  }

  #post(contextId: number, message: ToPreload): void {
    this.#session.tell('Runtime.evaluate', { contextId, expression: `__standinFromMain(${JSON.stringify(message)})` })
  }

  #called(contextId: number, payload: string): void {
    const frameId = this.#worlds.get(contextId)
    // Chromium binds the name in the preload's world only; a call from any other world would be a forged one.
    if (frameId === undefined) return
    const message = JSON.parse(payload) as FromPreload
    const event = ipcEvent(this.#owner, this.#frames.get(frameId))
    if (message.kind === 'invoke') void this.#answer(contextId, event, message)
    else if (message.kind === 'send') ipcMain.emit(message.channel, event, ...(decode(message.args) as unknown[]))
    else this.#owner.emit('preload-error', {}, '', new Error(message.message))
  }

  async #answer(
    contextId: number,
    event: Electron.IpcMainInvokeEvent,
    { id, channel, args }: FromPreload & { kind: 'invoke' },
  ): Promise<void> {
    try {
      const result = await ipcMain.answer(channel, event, decode(args) as unknown[])
      this.#post(contextId, { kind: 'reply', id, ok: true, value: encode(result) })
    } catch (error) {
      console.error(`Error occurred in handler for '${channel}':`, error)
      const value = `Error invoking remote method '${channel}': ${String(error)}`
      this.#post(contextId, { kind: 'reply', id, ok: false, value })
    }
  }
}

function ipcEvent(sender: WebContents, frame: WebFrameMain | undefined): Electron.IpcMainInvokeEvent {
  const event = {
    type: 'frame',
    sender,
    processId: 1,
    frameId: frame?.routingId ?? 0,
    defaultPrevented: false,
    preventDefault() {},
    // Null once the frame has gone, as in Electron.
    get senderFrame() {
      return frame === undefined || frame.detached ? null : frame
    },
    reply: (channel: string, ...args: unknown[]) => sender.send(channel, ...args),
  }
  return event as unknown as Electron.IpcMainInvokeEvent
}

const BRIDGE = ['intrinsics.ts', 'bridge-wire.ts', 'bridge-end.ts', 'main-world.ts']

let mainWorld: string | undefined
let preloadRunner: string | undefined

function mainWorldSource(): string {
  mainWorld ??= pageScript(BRIDGE, 'startMainWorld()')
  return mainWorld
}

function preloadSource(script: string, additionalArguments: readonly string[]): string {
  preloadRunner ??= pageScript(['codec.ts', ...BRIDGE, 'preload-world.ts'], 'return runPreload')
  const facts: PreloadFacts = {
    platform: process.platform,
    arch: process.arch,
    versions: electronVersions(),
    argv: [process.execPath, ...additionalArguments],
  }
  return `${preloadRunner}(${JSON.stringify(facts)}, function (require, module, exports, process) {\n${script}\n})`
}
