import { isIP, type Socket } from 'node:net'
import {
  checkServerIdentity,
  createSecureContext,
  type SecureContext,
  type TLSSocket,
  connect as tlsConnect,
} from 'node:tls'
import { addressClass, mayDial } from '../../core/token/address-class.ts'
import { isAddress, isLoopback } from '../../core/token/host.ts'
import type { Place } from '../decide/tokens-for.ts'
import type { BrokerWorld, UpstreamProxy } from '../session.ts'
import { NotDialled } from '../wire/not-dialled.ts'
import { dialProxy } from './dial-proxy.ts'
import { connected, reasonOf, settled } from './settled.ts'

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
  proxy: UpstreamProxy | null,
  within: number,
): Dialler {
  const tickets = new Map<string, Buffer>()
  let context: SecureContext | null = null
  const plain: Dialler['plain'] = async (place, isOwn) => {
    const via = proxy === null || isLoopback(place.host) || !proxy.isFor(place) ? null : proxy.url
    const addresses = await checkedAddresses(place, isOwn, via === null ? resolve : null, own)
    return via === null ? firstConnected(addresses, place, within) : dialProxy(via, place, within)
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
