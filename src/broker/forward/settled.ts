import { connect, type Socket } from 'node:net'
import { NotDialled } from '../wire/not-dialled.ts'

/** A plain connection. @param isProxy True for one to the proxy of this machine. @throws {NotDialled} */
export function connected(host: string, port: number, within: number, isProxy = false): Promise<Socket> {
  const socket = connect({ host, port, noDelay: true, keepAlive: true })
  const name = `${isProxy ? 'the proxy ' : ''}${host}:${port}`
  return settled(socket, 'connect', within, () => `${name} does not answer`, isProxy ? 'proxy' : 'failed')
}

/** Comes true when a connection has come so far. @throws {NotDialled} with what `why` says of it. */
export function settled<S extends Socket>(
  socket: S,
  event: string,
  within: number,
  why: (error: Error | null) => string,
  kind: NotDialled['kind'] = 'failed',
): Promise<S> {
  return new Promise((resolve, reject) => {
    let isOver = false
    const fail = (error: Error | null): void => {
      if (isOver) return
      isOver = true
      clearTimeout(timer)
      socket.destroy()
      reject(new NotDialled(kind, why(error)))
    }
    // Where we ourselves were held up, the answer may be there already: it is read before the time counts.
    const timer = setTimeout(() => setImmediate(fail, null), within)
    const onError = (error: Error): void => fail(error)
    const onClose = (): void => fail(null)
    socket.once('error', onError)
    socket.once('close', onClose)
    socket.once(event, () => {
      isOver = true
      clearTimeout(timer)
      socket.off('error', onError)
      socket.off('close', onClose)
      // Whoever uses it hears of its end by `close`.
      socket.on('error', () => {})
      resolve(socket)
    })
  })
}

// OpenSSL's code says what is wrong with a certificate; its text would repeat names of the network.
export const reasonOf = (error: Error | null): string =>
  error !== null && 'code' in error && typeof error.code === 'string' ? ` (${error.code})` : ''
