/** The only code between page and main: it forwards `call`, and listens for what main tells. */
import { contextBridge, type IpcRendererEvent, ipcRenderer } from 'electron'
import type { Bridge } from '../contract/bridge.ts'
import { WIRE_CALL, WIRE_TELL } from '../contract/wire.ts'

const bridge: Bridge = {
  call: (channel, request) => ipcRenderer.invoke(WIRE_CALL, channel, request),
  on: (event, listener) => {
    const hear = (_event: IpcRendererEvent, name: unknown, payload: Parameters<typeof listener>[0]): void => {
      if (name === event) listener(payload)
    }
    ipcRenderer.on(WIRE_TELL, hear)
    return () => {
      ipcRenderer.removeListener(WIRE_TELL, hear)
    }
  },
}

contextBridge.exposeInMainWorld('bulkhead', bridge)
