import type { Duplex } from 'node:stream'
import type { ByteReader } from './byte-reader.ts'

interface End {
  readonly socket: Duplex
  readonly reader: ByteReader
}

/** How long what was read may take to reach the other side once its sender has closed, ms. */
const FLUSH_WITHIN = 30_000

/** Joins two connections, each no faster than the other takes it, until both have ended. */
export function splice(one: End, other: End): Promise<void> {
  return new Promise((resolve) => {
    const [toOther, toOne] = [one.reader.release(), other.reader.release()]
    const sockets = [one.socket, other.socket] as const
    let open = 2
    const join = (socket: Duplex, partner: Duplex): void => {
      let hasFailed = false
      socket.on('error', () => {
        hasFailed = true
      })
      socket.once('close', () => {
        if (--open === 0) resolve()
        if (hasFailed || !socket.readableEnded) partner.destroy()
        else closeAfterFlush(partner)
      })
      socket.pipe(partner)
    }
    if (toOther.length > 0) other.socket.write(toOther)
    if (toOne.length > 0) one.socket.write(toOne)
    join(...sockets)
    join(other.socket, one.socket)
    // One that closed before it was joined says so no more.
    if (sockets.some(({ destroyed }) => destroyed)) {
      for (const socket of sockets) socket.destroy()
      resolve()
    }
  })
}

// A slow reader still has to get the end of what the other side said.
function closeAfterFlush(socket: Duplex): void {
  if (socket.destroyed) return
  if (socket.writableFinished) {
    socket.destroy()
    return
  }
  const timer = setTimeout(() => socket.destroy(), FLUSH_WITHIN)
  socket.once('close', () => clearTimeout(timer))
  socket.once('finish', () => socket.destroy())
  socket.end()
}
