import type { Socket } from 'node:net'
import { isLoopback } from '../../core/token/host.ts'
import { showsCredential } from '../decide/credential.ts'
import { foreignRefusal, misplacedRefusal, strangerRefusal } from '../decide/decision-refusals.ts'
import { noTokenHere, takenAway, takenFrom } from '../decide/no-token-here.ts'
import { foreignIn, headText, placeholderInHead } from '../decide/placeholders-in.ts'
import { mismatch, noCredential, outOfBounds, Refused } from '../decide/refuse.ts'
import { isBound, type Place, tokensFor } from '../decide/tokens-for.ts'
import type { Connection } from '../forward/connection.ts'
import type { Dialler } from '../forward/dial.ts'
import { pathOf } from '../record.ts'
import { type ClientSide, clientOf } from '../wire/client-side.ts'
import { connectTarget, hostField } from '../wire/connect-target.ts'
import { Fault } from '../wire/fault.ts'
import type { RequestHead } from '../wire/request-head.ts'
import { baseUrlRequest } from './base-url.ts'
import { intercept, serveTunnelled } from './intercept.ts'
import { refuse, serveBound, serveRequests } from './serve.ts'
import { ESTABLISHED, tunnel } from './tunnel.ts'

/** Serves a connection to the broker: CONNECT, plain requests to loopback destinations, and the broker as base URL. */
export async function listen(socket: Socket, shared: Connection, dialler: Dialler): Promise<void> {
  socket.setNoDelay(true)
  const client = clientOf(socket)
  await serveRequests(client, shared, async (head) => {
    if (head.method === 'CONNECT') {
      await connect(client, socket, head, shared, dialler)
      return false
    }
    return plain(client, head, shared)
  })
}

async function connect(
  client: ClientSide,
  socket: Socket,
  head: RequestHead,
  shared: Connection,
  dialler: Dialler,
): Promise<void> {
  const started = performance.now()
  const { session, world } = shared
  let place: Place | null = null
  try {
    if (!showsCredential(head.fields, session.credential)) throw new Refused(noCredential())
    place = { scheme: 'https', ...connectTarget(head.target) }
    if (head.framing.kind !== 'none') throw new Fault('a CONNECT with a body')
    if (head.host !== null && !isSamePlace(head.host, place)) {
      throw new Refused(mismatch('CONNECT and Host name different hosts'))
    }
    if (isOurselves(place, socket)) throw new Refused(loop())
    if (!isBound(session.tokens, place.host)) {
      await tunnel(client, place, dialler, session.strict)
      return
    }
    if (tokensFor(session.tokens, place).length === 0) {
      // Some clients open a tunnel to an http address, too: Node's fetch, and all that speak WebSocket.
      const plain: Place = { ...place, scheme: 'http' }
      if (tokensFor(session.tokens, plain).length === 0) throw noTokenHere(session.tokens, [place, plain])
      place = plain
      socket.write(ESTABLISHED)
      await serveTunnelled(client, place, shared)
      return
    }
    const leaf = await world.leafFor(place.host)
    socket.write(ESTABLISHED)
    const rest = client.reader.release()
    if (rest.length > 0) {
      // A stream that flows with nobody listening would drop it before TLS takes it over.
      socket.pause()
      socket.unshift(rest)
    }
    await intercept(socket, place, leaf, shared)
  } catch (error) {
    await refuse(client, shared, error, { method: 'CONNECT', place, path: '' }, started)
  }
}

const OLD_CLIENT =
  'use axios 1.16.1 or newer; in an older one, `proxy: false` in its options leaves the way to Node 24, which does it right'

const loop = () => outOfBounds('the broker does not connect to itself', 'use it as a proxy or as a base URL')

const isOurselves = ({ host, port }: Place, { localPort }: Socket): boolean => isLoopback(host) && port === localPort

// Clients write the Host of a CONNECT with the port and without it.
function isSamePlace(field: string, { host, port }: Place): boolean {
  const named = hostField(field, port)
  return named.host === host && named.port === port
}

async function plain(client: ClientSide, head: RequestHead, shared: Connection): Promise<boolean> {
  const { session, raw } = shared
  const own = `127.0.0.1:${raw.localPort}`
  if (head.target.startsWith('/')) {
    return serveBound(client, shared, baseUrlRequest(head, head.target, session, own))
  }
  const [, scheme = '', authority = '', target = ''] = /^(https?):\/\/([^/?]+)([/?].*)?$/i.exec(head.target) ?? []
  if (authority === '') throw new Fault('a target that is neither a path nor an http address')
  const isEncrypted = scheme.toLowerCase() === 'https'
  if (!isEncrypted && authority === own) return serveBound(client, shared, baseUrlRequest(head, target, session, own))

  const started = performance.now()
  if (!showsCredential(head.fields, session.credential)) throw new Refused(noCredential())
  const place: Place = isEncrypted
    ? { scheme: 'https', ...hostField(authority, 443) }
    : { scheme: 'http', ...hostField(authority, 80) }
  const path = target.startsWith('/') ? target : `/${target}`
  try {
    // Old clients do: axios before 1.16.1.
    if (isEncrypted) throw new Fault('https wants a tunnel, and this client did not ask for one by CONNECT', OLD_CLIENT)
    if (isOurselves(place, raw)) throw new Refused(loop())
    if (head.host !== null && !isSamePlace(head.host, { ...place, port: hostField(head.host, place.port).port })) {
      throw new Refused(mismatch('the request line and Host name different hosts'))
    }
    if (head.host !== null && hostField(head.host, 80).port !== place.port) {
      throw new Refused(mismatch('the request line and Host name different ports'))
    }
    if (tokensFor(session.tokens, place).length === 0) throw unencrypted(head, place, shared)
  } catch (error) {
    await refuse(client, shared, error, { method: head.method, place, path: pathOf(path) }, started)
    return false
  }
  const { tokens } = session
  return serveBound(client, shared, { head, place, target: path, fields: head.fields, tokens, needsCredential: false })
}

/** Plain http to anything but a loopback destination: nothing of ours goes there, and a placeholder in it is a find. */
function unencrypted(head: RequestHead, place: Place, { session, world }: Connection): Refused {
  const { host } = place
  const asked = { place, method: head.method, target: head.target.replace(/^http:\/\/[^/?]+/i, ''), fields: [] }
  const found = placeholderInHead(session.tokens, head.target, head.fields)
  const foreignSession =
    found === null ? foreignIn(headText(head.target, head.fields), (text) => world.isForeignPlaceholder(text)) : null
  if (foreignSession !== null) return new Refused(foreignRefusal(asked), { foreignSession })
  const taken = takenFrom(session.tokens, place)
  if (taken !== null && (found === null || found === taken)) return takenAway(taken, place)
  if (found === null) {
    const instead = isLoopback(host)
      ? 'a destination that begins with http:// is for servers of this machine'
      : `a session that begins with ${host} in NO_PROXY reaches it past the broker`
    return new Refused(outOfBounds(`plain http to ${host} is not passed on`, `use https; ${instead}`))
  }
  const isOwnHost = isBound([found], host)
  const refusal = isOwnHost
    ? misplacedRefusal(found, asked, 'in a request without encryption', 'use https')
    : strangerRefusal('out-of-domain-host', found, asked)
  return new Refused(refusal, { foreignSession: null })
}
