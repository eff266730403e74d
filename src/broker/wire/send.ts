import type { Writable } from 'node:stream'

/** The other side went away in the middle. */
export class Gone extends Error {
  constructor() {
    super('the connection was closed')
    this.name = 'Gone'
  }
}

/**
 * Writes, and waits while the other side takes no more: what cannot be sent is not read either.
 *
 * @throws {Gone}
 */
export function send(socket: Writable, bytes: Buffer | readonly Buffer[]): Promise<void> | void {
  if (socket.destroyed) throw new Gone()
  const all = Array.isArray(bytes) ? (bytes.length === 1 ? bytes[0] : Buffer.concat(bytes)) : bytes
  if (all.length === 0 || socket.write(all)) return
  return drained(socket)
}

function drained(socket: Writable): Promise<void> {
  return new Promise((resolve, reject) => {
    const settle = (done: () => void) => (): void => {
      socket.off('drain', onDrain)
      socket.off('close', onClose)
      done()
    }
    const onDrain = settle(resolve)
    const onClose = settle(() => reject(new Gone()))
    socket.on('drain', onDrain)
    socket.on('close', onClose)
  })
}
