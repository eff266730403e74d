import { EventEmitter } from 'node:events'

/** `process.parentPort` of a utility process: messages to and from main. */
class ParentPort extends EventEmitter {
  postMessage(message: unknown): void {
    process.send?.(message)
  }
}

const port = new ParentPort()
process.on('message', (data) => port.emit('message', { data, ports: [] }))
Object.assign(process, { parentPort: port, type: 'utility' })
