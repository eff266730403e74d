import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { connect as netConnect, type Socket } from 'node:net'
import { createServer as createSecureServer, type SecureVersion, type TLSSocket, connect as tlsConnect } from 'node:tls'
import { parseDestination } from '../../core/token/destination.ts'
import type { Carrier } from '../../core/token/provider.ts'
import { Secret } from '../../core/token/secret.ts'
import { createAuthority } from '../authority/authority.ts'
import type { Limits } from '../limits.ts'
import type { Broker, BrokeredToken, BrokerSession, BrokerWorld, Exchange, Told, Tripwire } from '../session.ts'
import { startBroker } from '../start-broker.ts'

export const CREDENTIAL = '00112233445566778899aabbccddeeff'
export const OTHERS_PLACEHOLDER = 'ghp_OTHERSOTHERSOTHERSOTHERSOTHERSOTHERS'

/** A request as a server of the tests got it. */
export interface Got {
  readonly method: string
  readonly url: string
  readonly headers: IncomingMessage['headers']
  readonly body: string
}

export interface TestWorld {
  readonly broker: Broker
  readonly got: Got[]
  readonly exchanges: Exchange[]
  readonly tripwires: Tripwire[]
  /** Refusals as the person before the terminal is told them. */
  readonly notes: Told[]
  /** Port of the server that plays every host. */
  readonly port: number
  /** Port of the plain server on this machine. */
  readonly plainPort: number
  /** The session's root, PEM. */
  readonly root: string
  answer: (request: Got, response: ServerResponse) => void
  /** Where set, it has each TLS connection to the server instead: an answer can then be anything. */
  serve: ((socket: TLSSocket) => void) | null
  /** Closes every connection to the server, also those that the broker keeps for later. */
  readonly drop: () => Promise<void>
  /** Every record and tripwire since the start, also those that a test has cleared away. */
  readonly told: () => string
  /** How many connections the server got. */
  readonly connections: () => number
  /** Sends bytes to the broker and gives all it answers. */
  readonly raw: (bytes: string | Buffer) => Promise<string>
  /** A CONNECT to a host: the TLS connection, or what the broker said instead. */
  readonly connect: (host: string, options?: ConnectOptions) => Promise<TLSSocket | string>
  /** Sends a request to a bound host through CONNECT, and gives all that is answered. */
  readonly ask: (host: string, request: string | Buffer, options?: ConnectOptions) => Promise<string>
  readonly close: () => Promise<void>
}

export interface ConnectOptions {
  readonly credential?: string
  readonly servername?: string
  readonly port?: number
}

export interface TestToken {
  readonly name: string
  readonly secret: string
  readonly placeholder: string
  /** What the vault keeps by now, where that is other than at the start. */
  readonly kept?: BrokeredToken['kept']
  /** `PORT` in a destination is the test server's. */
  readonly to: readonly string[]
  /** What is left of them by now, where that is less. */
  readonly left?: () => readonly string[]
  readonly carriers?: readonly Carrier[]
  readonly blocked?: BrokeredToken['blocked']
}

export interface WorldOptions {
  readonly strict?: boolean
  readonly resolve?: (host: string) => string[] | Promise<string[]>
  readonly limits?: Partial<Limits>
  readonly upstreamProxy?: BrokerSession['upstreamProxy']
  /** What is wrong with the server's certificate. */
  readonly certificate?: 'good' | 'untrusted' | 'of another host' | 'expired'
  /** The newest TLS that the server speaks. */
  readonly tls?: SecureVersion
}

/** A broker on real sockets before a real TLS server, which plays every host there is. */
export async function openBrokerWorld(
  wanted: readonly TestToken[],
  { strict = false, resolve, limits, upstreamProxy = null, certificate = 'good', tls = 'TLSv1.3' }: WorldOptions = {},
): Promise<TestWorld> {
  const got: Got[] = []
  const exchanges: Exchange[] = []
  const tripwires: Tripwire[] = []
  const notes: Told[] = []
  const hosts = [
    ...new Set(wanted.flatMap(({ to }) => to.map((text) => parseDestination(text.replace(/PORT|PLAIN/, '1')).host))),
  ]
  const told: (Exchange | Tripwire)[] = []
  const then = certificate === 'expired' ? new Date('2020-01-01') : new Date()
  const upstreamAuthority = createAuthority([...hosts, 'unbound.example.com'], { now: () => then })
  const names = [...hosts.map((host) => host.replace('*', 'any')), 'unbound.example.com']
  const context = Object.fromEntries(
    names.map((host) => [
      host,
      upstreamAuthority.leafFor(certificate === 'of another host' ? 'unbound.example.com' : host),
    ]),
  )
  let sockets = 0
  const world: Pick<TestWorld, 'answer' | 'serve'> = {
    answer: (_request, response) => response.end('hello'),
    serve: null,
  }
  const handle = (request: IncomingMessage, response: ServerResponse): void => {
    const parts: Buffer[] = []
    request.on('data', (part) => parts.push(part))
    request.on('end', () => {
      const seen = {
        method: request.method ?? '',
        url: request.url ?? '',
        headers: request.headers,
        body: Buffer.concat(parts).toString('latin1'),
      }
      got.push(seen)
      world.answer(seen, response)
    })
  }
  const http = createServer(handle)
  const all = new Set<Socket>()
  const options = {
    SNICallback: (name: string, done: (error: null, leaf: never) => void) => done(null, context[name] as never),
  }
  const server = createSecureServer({ ...options, maxVersion: tls }, (socket) => {
    socket.on('error', () => {})
    if (world.serve === null) http.emit('connection', socket)
    else world.serve(socket)
  })
  server.on('connection', (socket) => {
    sockets++
    all.add(socket)
    socket.on('close', () => all.delete(socket))
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const { port } = server.address() as { port: number }
  const plain = createServer(handle)
  plain.on('connection', () => sockets++)
  await new Promise<void>((done) => plain.listen(0, '127.0.0.1', done))
  const { port: plainPort } = plain.address() as { port: number }

  const authority = createAuthority(hosts, { now: () => new Date() })
  const destinationsOf = (texts: readonly string[]) =>
    texts.map((text) => parseDestination(text.replace('PLAIN', String(plainPort)).replace('PORT', String(port))))
  const tokens = wanted.map(
    (each): BrokeredToken => ({
      id: `tok_${each.name}`,
      name: each.name,
      env: `${each.name.toUpperCase().replaceAll('-', '_')}_TOKEN`,
      provider: null,
      placeholder: each.placeholder,
      carriers: each.carriers ?? [],
      granted: destinationsOf(each.to),
      get destinations() {
        return each.left === undefined ? this.granted : destinationsOf(each.left())
      },
      ...(each.kept === undefined ? {} : { kept: each.kept }),
      blocked: each.blocked ?? (() => null),
      secret: new Secret(each.secret),
    }),
  )
  const session: BrokerSession = {
    id: 'ses_test',
    credential: CREDENTIAL,
    tokens,
    strict,
    learn: false,
    upstreamProxy,
  }
  const machine: BrokerWorld = {
    now: () => new Date(),
    leafFor: (host) => authority.leafFor(host),
    upstreamCa: certificate === 'untrusted' ? [] : [upstreamAuthority.certificate()],
    resolve: async (host) =>
      ((await resolve?.(host)) ?? ['127.0.0.1']).map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
    record: (exchange) => {
      exchanges.push(exchange)
      told.push(exchange)
    },
    tripwire: (tripwire) => {
      tripwires.push(tripwire)
      told.push(tripwire)
    },
    tell: (note) => void notes.push(note),
    isForeignPlaceholder: (text) => (text === OTHERS_PLACEHOLDER ? 'ses_other' : null),
  }
  const broker = await startBroker(session, machine, limits)

  const raw = async (bytes: string | Buffer): Promise<string> => {
    const socket = netConnect(broker.port, '127.0.0.1')
    socket.write(bytes)
    return allOf(socket)
  }
  const connect: TestWorld['connect'] = async (
    host,
    { credential = CREDENTIAL, servername = host, port: to = port } = {},
  ) => {
    const socket = netConnect(broker.port, '127.0.0.1')
    const login = Buffer.from(`bulkhead:${credential}`).toString('base64')
    socket.write(`CONNECT ${host}:${to} HTTP/1.1\r\nHost: ${host}:${to}\r\nProxy-Authorization: Basic ${login}\r\n\r\n`)
    const first = await new Promise<string>((done) => socket.once('data', (data) => done(data.toString())))
    if (!first.startsWith('HTTP/1.1 200')) return first + (await allOf(socket))
    const ca = [authority.certificate(), upstreamAuthority.certificate()]
    const secure = tlsConnect({
      socket,
      ca,
      servername,
      ALPNProtocols: ['h2', 'http/1.1'],
      checkServerIdentity: () => undefined,
    })
    await new Promise((done, fail) => secure.once('secureConnect', done).once('error', fail))
    return secure
  }
  return Object.assign(world, {
    broker,
    got,
    exchanges,
    tripwires,
    notes,
    port,
    plainPort,
    root: authority.certificate(),
    connections: () => sockets,
    async drop() {
      for (const socket of all) socket.destroy()
      await arrival()
    },
    told: () => JSON.stringify(told),
    raw,
    connect,
    async ask(host: string, request: string | Buffer, options?: ConnectOptions) {
      const secure = await connect(host, options)
      if (typeof secure === 'string') return secure
      secure.write(request)
      return allOf(secure)
    },
    async close() {
      await broker.end()
      for (const socket of all) socket.destroy()
      plain.closeAllConnections()
      await Promise.all([server, plain].map((each) => new Promise((done) => each.close(done))))
    },
  })
}

/**
 * Lets what is on its way between two sockets of this process arrive, for what leaves no trace to wait for.
 *
 * A sleep alone would not do: where the process was held up meanwhile, its end comes before anything is read.
 */
export async function arrival(): Promise<void> {
  for (let turn = 0; turn < 5; turn++) {
    await new Promise((resolve) => setTimeout(resolve, 10))
    await new Promise((resolve) => setImmediate(resolve))
  }
}

/** Everything a connection says until it ends. */
export function allOf(socket: Socket | TLSSocket): Promise<string> {
  return new Promise((resolve) => {
    const parts: Buffer[] = []
    socket.on('data', (part: Buffer) => parts.push(part))
    socket.on('error', () => {})
    socket.once('close', () => resolve(Buffer.concat(parts).toString('latin1')))
  })
}
