import type { Socket } from 'node:net'
import { type SecureContext, TLSSocket } from 'node:tls'
import { canonicalHost } from '../../core/token/host.ts'
import { mismatch, Refused } from '../decide/refuse.ts'
import type { Place } from '../decide/tokens-for.ts'
import type { Connection } from '../forward/connection.ts'
import { type ClientSide, clientOf } from '../wire/client-side.ts'
import { hostField } from '../wire/connect-target.ts'
import { Fault } from '../wire/fault.ts'
import { serveBound, serveRequests } from './serve.ts'

/** Plays the server of a bound host toward a client, with a certificate of the session's own, and judges each request. */
export async function intercept(socket: Socket, place: Place, leaf: SecureContext, shared: Connection): Promise<void> {
  let named: string | null = null
  const secure = new TLSSocket(socket, {
    isServer: true,
    secureContext: leaf,
    ALPNProtocols: ['http/1.1'],
    SNICallback: (name, done) => {
      named = name
      done(null, leaf)
    },
  })
  // A TLS client that ends its side has gone: nothing more is sent on its behalf.
  secure.allowHalfOpen = false
  secure.setNoDelay(true)
  secure.on('error', () => {})
  if (!(await isShaken(secure, shared.limits.handshake))) {
    shared.world.handshakeRefused?.(place.host)
    socket.destroy()
    return
  }
  await serveTunnelled(clientOf(secure), place, shared, named === null || canonicalHost(named) === place.host)
}

/**
 * Judges each request of a connection that was opened with CONNECT.
 *
 * @param isRightName False where TLS named another host than CONNECT: each request is told so.
 */
export async function serveTunnelled(
  client: ClientSide,
  place: Place,
  shared: Connection,
  isRightName = true,
): Promise<void> {
  // Clients write the same Host in each request.
  let known: string | null = null
  await serveRequests(client, shared, (head) => {
    if (!isRightName) {
      throw new Refused(mismatch(`the connection is for ${place.host}, its TLS names another host`))
    }
    if (head.host === null || (head.host !== known && !isPlace(head.host, place))) {
      throw new Refused(mismatch(`the connection is for ${place.host}, the request for another host`))
    }
    known = head.host
    if (!head.target.startsWith('/')) throw new Fault('a target that is no path')
    const { tokens } = shared.session
    return serveBound(client, shared, {
      head,
      place,
      target: head.target,
      fields: head.fields,
      tokens,
      needsCredential: false,
    })
  })
}

/** True when a Host field names a place. */
export function isPlace(field: string, place: Place): boolean {
  const { host, port } = hostField(field, place.scheme === 'https' ? 443 : 80)
  return host === place.host && port === place.port
}

function isShaken(secure: TLSSocket, within: number): Promise<boolean> {
  return new Promise((resolve) => {
    // Where we ourselves were held up, the client's part may be there already: it is read before the time counts.
    const timer = setTimeout(() => setImmediate(resolve, false), within)
    const settle = (shaken: boolean) => (): void => {
      clearTimeout(timer)
      resolve(shaken)
    }
    secure.once('secure', settle(true))
    secure.once('error', settle(false))
    secure.once('close', settle(false))
  })
}
