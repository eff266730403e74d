import type { Duplex } from 'node:stream'
import type { ByteReader } from './byte-reader.ts'

interface End {
  readonly socket: Duplex
  readonly reader: ByteReader
}

/** Joins two connections, each no faster than the other takes it, until both have ended. */
export function splice(one: End, other: End): Promise<void> {
  return new Promise((resolve) => {
    const [toOther, toOne] = [one.reader.release(), other.reader.release()]
    const sockets = [one.socket, other.socket]
    let open = 2
    for (const [at, socket] of sockets.entries()) {
      socket.on('error', () => {})
      socket.once('close', () => {
        sockets[1 - at]?.destroy()
        if (--open === 0) resolve()
      })
    }
    if (toOther.length > 0) other.socket.write(toOther)
    if (toOne.length > 0) one.socket.write(toOne)
    one.socket.pipe(other.socket)
    other.socket.pipe(one.socket)
    if (sockets.some(({ destroyed }) => destroyed)) for (const socket of sockets) socket.destroy()
  })
}
