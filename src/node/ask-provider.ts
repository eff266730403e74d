import { lookup as resolve } from 'node:dns/promises'
import * as http from 'node:http'
import * as https from 'node:https'
import type { LookupFunction } from 'node:net'
import { Readable } from 'node:stream'
import * as tls from 'node:tls'
import type { Fetch } from '../core/ports.ts'
import type { Base } from '../core/reach/base-url.ts'
import { addressClass, mayDial } from '../core/token/address-class.ts'
import { isAddress, isLoopback } from '../core/token/host.ts'

/** A server on this machine, and the certificate that it is trusted by in place of all others. */
export interface StandIn {
  readonly port: number
  readonly ca: string
}

/** All addresses of a name. */
export type Resolve = (host: string) => Promise<readonly { address: string; family: number }[]>

const resolveAll: Resolve = (host) => resolve(host, { all: true, verbatim: true })

// The questions about one token follow each other at once.
const KEPT_ALIVE = { keepAlive: true, timeout: 5_000 } as const

// An answer's headers, in bytes: no provider needs more.
const HEADER_LIMIT = 32 * 1024

/** Statuses whose answers have no body. Fetch standard, "null body status". */
const BODILESS: readonly number[] = [204, 205, 304]

/**
 * The way to one provider, and to nothing else: GET and HEAD, https with the certificate always verified, no redirects.
 *
 * The host's addresses are checked, and the address that was checked is the one that is dialled. No proxy is used: it
 * would see where a token is asked about, and would be the one to choose the address.
 *
 * @param resolveHost Default: this machine's resolver.
 * @param standIn For tests: a server on this machine that answers in the provider's place, under the provider's name.
 */
export function providerFetch(base: Base, resolveHost: Resolve = resolveAll, standIn: StandIn | null = null): Fetch {
  const isPlain = base.url.protocol === 'http:'
  const options: https.RequestOptions = {
    agent: isPlain ? new http.Agent(KEPT_ALIVE) : new https.Agent(KEPT_ALIVE),
    lookup: checkedLookup(resolveHost, base),
    maxHeaderSize: HEADER_LIMIT,
    // Written out, so that NODE_TLS_REJECT_UNAUTHORIZED has no say.
    ...(isPlain
      ? {}
      : {
          rejectUnauthorized: true,
          secureContext: standIn === null ? systemTrust() : tls.createSecureContext({ ca: standIn.ca }),
        }),
  }
  return async (input, init = {}) => {
    const url = new URL(String(input))
    const { method = 'GET', headers = {}, signal } = init
    refuse(url, method, base)
    const asking = {
      ...options,
      method,
      headers: Object.fromEntries(new Headers(headers)),
      signal: signal ?? undefined,
    }
    return answerOf(url, standIn === null ? asking : { ...asking, ...inPlaceOf(url, standIn) })
  }
}

/** Dials the stand-in and holds its certificate against the provider's name. */
const inPlaceOf = ({ hostname }: URL, { port }: StandIn): https.RequestOptions => ({
  hostname: '127.0.0.1',
  port,
  servername: hostname,
})

function refuse(url: URL, method: string, { url: place, isOwn }: Base): void {
  if (method !== 'GET' && method !== 'HEAD') throw new TypeError('a provider is only asked with GET or HEAD')
  if (url.origin !== place.origin) throw new TypeError('a provider is asked at its own place only')
  if (url.protocol === 'http:' && !isLoopback(url.hostname)) throw new TypeError('http is for this machine only')
  if (isAddress(url.hostname)) checkAddress(url.hostname, { url: place, isOwn })
}

/** Resolves a name and lets through only addresses that a token may go to: one that is not is reason to go to none of them. */
const checkedLookup =
  (resolveHost: Resolve, base: Base): LookupFunction =>
  (host, { all }, callback) => {
    resolveHost(host).then(
      (addresses) => {
        try {
          for (const { address } of addresses) checkAddress(address, base)
          const [first] = addresses
          if (first === undefined) throw new TypeError('the host has no address')
          if (all) callback(null, [...addresses])
          else callback(null, first.address, first.family)
        } catch (error) {
          callback(error as Error, '')
        }
      },
      (error) => callback(error, ''),
    )
  }

function checkAddress(address: string, { url, isOwn }: Base): void {
  const kind = addressClass(address)
  // A name such as localhost is this machine only if its addresses say so.
  if (url.protocol === 'http:' && kind !== 'loopback') throw new TypeError('http is for this machine only')
  if (!mayDial(kind, isOwn)) throw new TypeError(`the host has a ${kind} address`)
}

function answerOf(url: URL, options: https.RequestOptions): Promise<Response> {
  return new Promise((resolve, reject) => {
    const { request } = url.protocol === 'http:' ? http : https
    const asking = request(url, options, (message) => {
      try {
        resolve(responseOf(message, options.method === 'HEAD'))
      } catch (error) {
        message.destroy()
        reject(error)
      }
    })
    asking.once('error', reject)
    asking.end()
  })
}

function responseOf(message: http.IncomingMessage, isHead: boolean): Response {
  const status = message.statusCode ?? 0
  const headers = new Headers()
  for (const [name, values = []] of Object.entries(message.headersDistinct)) {
    for (const value of values) headers.append(name, value)
  }
  if (isHead || BODILESS.includes(status)) {
    message.resume()
    return new Response(null, { status, headers })
  }
  return new Response(Readable.toWeb(message) as ReadableStream, { status, headers })
}

let trust: tls.SecureContext | undefined

/** Node's own roots, those of NODE_EXTRA_CA_CERTS, and the system's: a company's server is often signed by a root that only the system knows. */
function systemTrust(): tls.SecureContext {
  trust ??= tls.createSecureContext({
    ca: [...new Set([...tls.getCACertificates('default'), ...tls.getCACertificates('system')])],
  })
  return trust
}
