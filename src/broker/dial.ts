import { isIP, connect as netConnect, type Socket } from 'node:net'
import {
  checkServerIdentity,
  createSecureContext,
  type SecureContext,
  type TLSSocket,
  connect as tlsConnect,
} from 'node:tls'
import { addressClass, mayDial } from '../core/token/address-class.ts'
import { isAddress, isLoopback } from '../core/token/host.ts'
import { ByteReader } from './byte-reader.ts'
import type { BrokerWorld } from './session.ts'
import type { Place } from './tokens-for.ts'

/**
 * Why a place is not dialled: `inner` for an address that nobody wrote down, `never` for one that is out of bounds to all,
 * `failed` for what the network said.
 */
export class NotDialled extends Error {
  readonly kind: 'inner' | 'never' | 'failed'

  constructor(kind: NotDialled['kind'], message: string) {
    super(message)
    this.name = 'NotDialled'
    this.kind = kind
  }
}

/** Addresses of one host that are tried: the first may be of a network that this machine is not in. */
const ADDRESSES_TRIED = 4

/** Ways to servers, each address checked before it is dialled, and dialled as it was checked. */
export interface Dialler {
  /** A plain connection. @throws {NotDialled} */
  plain(place: Place, isOwn: boolean): Promise<Socket>
  /** A connection whose server has proved its name. @throws {NotDialled} */
  secure(place: Place, isOwn: boolean): Promise<TLSSocket>
}

/**
 * @param own True for the broker's own place, which it never dials.
 * @param proxy The proxy that is dialled through, by CONNECT; null for none. This machine itself is never reached by one.
 * @param within How long each step of a connection may take, ms.
 */
export function dialler(
  { resolve, upstreamCa }: Pick<BrokerWorld, 'resolve' | 'upstreamCa'>,
  own: (address: string, port: number) => boolean,
  proxy: URL | null,
  within: number,
): Dialler {
  const tickets = new Map<string, Buffer>()
  let context: SecureContext | null = null
  const plain: Dialler['plain'] = async (place, isOwn) => {
    const via = isLoopback(place.host) ? null : proxy
    const addresses = await checkedAddresses(place, isOwn, via === null ? resolve : null, own)
    return via === null ? firstConnected(addresses, place, within) : tunnelled(via, place, within)
  }
  return {
    plain,
    async secure(place, isOwn) {
      const socket = await plain(place, isOwn)
      // Reading some hundred roots takes longer than a handshake.
      context ??= createSecureContext({ ca: [...upstreamCa] })
      return proved(socket, place, context, tickets, within)
    },
  }
}

/** Every address of a host, or a refusal when one of them is out of bounds. */
async function checkedAddresses(
  { host, port }: Place,
  isOwn: boolean,
  resolve: BrokerWorld['resolve'] | null,
  own: (address: string, port: number) => boolean,
): Promise<readonly string[]> {
  const bare = host.startsWith('[') ? host.slice(1, -1) : host
  const literal = isAddress(host)
  // The proxy resolves names itself, so that only addresses can be judged.
  if (!literal && resolve === null) return []
  const answers = literal ? [bare] : (await resolved(host, resolve)).map(({ address }) => address)
  for (const address of answers) {
    const kind = addressClass(address)
    if (!mayDial(kind, isOwn))
      throw new NotDialled(mayDial(kind, true) ? 'inner' : 'never', `${host} is a ${kind} address`)
    if (own(address, port)) throw new NotDialled('never', `${host}:${port} is the broker itself`)
  }
  if (answers.length === 0) throw new NotDialled('failed', `${host} has no address`)
  return answers
}

async function resolved(host: string, resolve: BrokerWorld['resolve'] | null): ReturnType<BrokerWorld['resolve']> {
  try {
    return (await resolve?.(host)) ?? []
  } catch {
    throw new NotDialled('failed', `${host} cannot be found`)
  }
}

async function firstConnected(addresses: readonly string[], { port }: Place, within: number): Promise<Socket> {
  let failure: unknown
  for (const address of addresses.slice(0, ADDRESSES_TRIED)) {
    try {
      return await connected(address, port, within)
    } catch (error) {
      failure = error
    }
  }
  throw failure
}

function connected(host: string, port: number, within: number): Promise<Socket> {
  const socket = netConnect({ host, port, noDelay: true, keepAlive: true })
  return settled(socket, 'connect', within, () => `${host}:${port} does not answer`)
}

/** A proxy, asked to connect on. RFC 9110 section 9.3.6. */
async function tunnelled(proxy: URL, { host, port }: Place, within: number): Promise<Socket> {
  const socket = await proxyConnection(proxy, within)
  const login = proxy.username === '' ? [] : [`Proxy-Authorization: Basic ${credentials(proxy)}`]
  const lines = [`CONNECT ${host}:${port} HTTP/1.1`, `Host: ${host}:${port}`, ...login]
  socket.write(`${lines.join('\r\n')}\r\n\r\n`)
  const reader = new ByteReader(socket)
  const timer = setTimeout(() => socket.destroy(), within)
  // What is no answer is the proxy's fault, never that of the request that waits.
  const head = await reader.head().catch(() => null)
  clearTimeout(timer)
  const rest = reader.release()
  if (head === null || !/^HTTP\/1\.[01] 2\d\d(?: |\r|$)/.test(head.toString('latin1'))) {
    socket.destroy()
    throw new NotDialled('failed', 'the proxy of this machine refuses to connect')
  }
  if (rest.length > 0) socket.unshift(rest)
  return socket
}

/** Its login is shown to a proxy only once an `https:` one has proved who it is. */
async function proxyConnection({ protocol, hostname, port }: URL, within: number): Promise<Socket> {
  const name = hostname.replace(/^\[|\]$/g, '')
  const isSecure = protocol === 'https:'
  const socket = await connected(name, Number(port || (isSecure ? 443 : 80)), within)
  if (!isSecure) return socket
  const servername = isIP(name) === 0 ? { servername: name } : {}
  const secure = tlsConnect({ socket, rejectUnauthorized: true, host: name, ...servername })
  return settled(secure, 'secureConnect', within, (error) => `the proxy does not prove who it is${reasonOf(error)}`)
}

const credentials = ({ username, password }: URL): string =>
  Buffer.from(`${decodeURIComponent(username)}:${decodeURIComponent(password)}`).toString('base64')

async function proved(
  socket: Socket,
  { host, port }: Place,
  secureContext: SecureContext,
  tickets: Map<string, Buffer>,
  within: number,
): Promise<TLSSocket> {
  const name = host.startsWith('[') ? host.slice(1, -1) : host
  const key = `${host}:${port}`
  const session = tickets.get(key)
  const secure = tlsConnect({
    socket,
    secureContext,
    // Written out: the child's environment must not be able to turn it off.
    rejectUnauthorized: true,
    ALPNProtocols: ['http/1.1'],
    checkServerIdentity: (_name, certificate) => checkServerIdentity(name, certificate),
    ...(isIP(name) === 0 ? { servername: name } : {}),
    ...(session === undefined ? {} : { session }),
  })
  // A resumed session is not asked for its name again: only one whose name was right may be resumed.
  let isProved = false
  let early: Buffer | null = null
  secure.on('session', (ticket) => {
    if (isProved) tickets.set(key, ticket)
    else early = ticket
  })
  await settled(secure, 'secureConnect', within, (error) => `${key} does not prove who it is${reasonOf(error)}`)
  isProved = true
  if (early !== null) tickets.set(key, early)
  return secure
}

// OpenSSL's code says what is wrong with a certificate; its text would repeat names of the network.
const reasonOf = (error: Error | null): string =>
  error !== null && 'code' in error && typeof error.code === 'string' ? ` (${error.code})` : ''

function settled<S extends Socket>(
  socket: S,
  event: string,
  within: number,
  why: (error: Error | null) => string,
): Promise<S> {
  return new Promise((resolve, reject) => {
    const fail = (error: Error | null): void => {
      clearTimeout(timer)
      socket.destroy()
      reject(new NotDialled('failed', why(error)))
    }
    const timer = setTimeout(() => fail(null), within)
    const onError = (error: Error): void => fail(error)
    const onClose = (): void => fail(null)
    socket.once('error', onError)
    socket.once('close', onClose)
    socket.once(event, () => {
      clearTimeout(timer)
      socket.off('error', onError)
      socket.off('close', onClose)
      // Whoever uses it hears of its end by `close`.
      socket.on('error', () => {})
      resolve(socket)
    })
  })
}
