import { decode, encode } from './codec.ts'
import { startPreloadEnd } from './main-world.ts'

/** What main's half of a preload script is told about its window. */
export interface PreloadFacts {
  readonly platform: string
  readonly arch: string
  readonly versions: Record<string, string>
  readonly argv: readonly string[]
}

/** Main → preload. */
export type ToPreload =
  | { readonly kind: 'reply'; readonly id: number; readonly ok: boolean; readonly value: string }
  | { readonly kind: 'message'; readonly channel: string; readonly args: string }

/** Preload → main. */
export type FromPreload =
  | { readonly kind: 'invoke'; readonly id: number; readonly channel: string; readonly args: string }
  | { readonly kind: 'send'; readonly channel: string; readonly args: string }
  | { readonly kind: 'preload-error'; readonly message: string }

type Listener = (event: object, ...args: unknown[]) => void
interface Settler {
  readonly resolve: (value: unknown) => void
  readonly reject: (error: Error) => void
}

interface PreloadWorld {
  /** Chromium's binding: exists in this world only, and main refuses calls from any other. */
  readonly __standinToMain: (text: string) => void
  __standinFromMain: (message: ToPreload) => void
}

/** Runs a preload script with the part of Electron's renderer API that a sandboxed preload has. */
export function runPreload(facts: PreloadFacts, script: (...scope: unknown[]) => void): void {
  if (window.top !== window) return
  const world = globalThis as unknown as PreloadWorld
  const post = (message: FromPreload): void => world.__standinToMain(JSON.stringify(message))
  const ipcRenderer = createIpcRenderer(post)
  world.__standinFromMain = ipcRenderer.receive
  const bridge = startPreloadEnd()
  const contextBridge = { exposeInMainWorld: (key: string, api: unknown) => bridge.expose(key, api) }
  const electron = { contextBridge, ipcRenderer: ipcRenderer.api }
  const process = { ...facts, env: {}, type: 'renderer', sandboxed: true, contextIsolated: true }
  const module = { exports: {} }
  try {
    script(requireFrom(electron), module, module.exports, process)
  } catch (error) {
    console.error('Unable to load preload script', error)
    post({ kind: 'preload-error', message: String(error) })
  }
}

function requireFrom(electron: object) {
  return (name: string): object => {
    if (name === 'electron' || name === 'electron/renderer') return electron
    throw new Error(`module not found: ${name}`)
  }
}

function createIpcRenderer(post: (message: FromPreload) => void) {
  const pending = new Map<number, Settler>()
  const channels = createChannels()
  let lastId = 0

  function invoke(channel: string, ...args: unknown[]): Promise<unknown> {
    lastId += 1
    const id = lastId
    return new Promise((resolve, reject) => {
      post({ kind: 'invoke', id, channel, args: encode(args) })
      pending.set(id, { resolve, reject })
    })
  }

  function receive(message: ToPreload): void {
    if (message.kind === 'message') {
      channels.emit(message.channel, api, decode(message.args) as unknown[])
      return
    }
    const settler = pending.get(message.id)
    pending.delete(message.id)
    if (message.ok) settler?.resolve(decode(message.value))
    else settler?.reject(new Error(message.value))
  }

  const send = (channel: string, ...args: unknown[]): void => post({ kind: 'send', channel, args: encode(args) })
  const api = { invoke, send, ...channels.api }
  return { api, receive }
}

function createChannels() {
  const channels = new Map<string, Listener[]>()

  const on = (channel: string, listener: Listener): void => {
    channels.set(channel, [...(channels.get(channel) ?? []), listener])
  }
  const off = (channel: string, listener: Listener): void => {
    const listeners = channels.get(channel) ?? []
    channels.set(channel, listeners.toSpliced(listeners.lastIndexOf(listener) >>> 0, 1))
  }
  const once = (channel: string, listener: Listener): void => {
    const wrapped: Listener = (event, ...args) => {
      off(channel, wrapped)
      listener(event, ...args)
    }
    on(channel, wrapped)
  }
  const removeAllListeners = (channel?: string): void => {
    if (channel === undefined) channels.clear()
    else channels.delete(channel)
  }
  const emit = (channel: string, sender: object, args: readonly unknown[]): void => {
    for (const listener of channels.get(channel) ?? []) listener({ sender, ports: [] }, ...args)
  }
  return { api: { on, off, once, addListener: on, removeListener: off, removeAllListeners }, emit }
}
