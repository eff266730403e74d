import { createServer, type Socket } from 'node:net'
import { BulkheadError } from '../core/errors.ts'
import { isLoopback } from '../core/token/host.ts'
import { dialler } from './forward/dial.ts'
import { Upstreams } from './forward/upstreams.ts'
import { LIMITS, type Limits } from './limits.ts'
import { listen } from './listen/listen.ts'
import type { Broker, BrokerSession, BrokerWorld } from './session.ts'
import { IdleWatch } from './wire/idle-watch.ts'

/**
 * Starts a broker on 127.0.0.1, a free port, for one session.
 *
 * @param wanted What is to differ from the usual limits.
 * @throws {BulkheadError} `failure` when it cannot listen.
 */
export async function startBroker(
  session: BrokerSession,
  world: BrokerWorld,
  wanted: Partial<Limits> = {},
): Promise<Broker> {
  const limits = { ...LIMITS, ...wanted }
  const clients = new Set<Socket>()
  const server = createServer({ noDelay: true, keepAlive: true, allowHalfOpen: true })
  server.maxConnections = limits.connections
  await new Promise<void>((resolve, reject) => {
    server.once('error', (cause) => reject(new BulkheadError('failure', 'the broker cannot listen', { cause })))
    server.listen({ host: '127.0.0.1', port: 0, backlog: 1_024 }, resolve)
  })
  const { port } = server.address() as { port: number }
  const isOwn = (address: string, to: number): boolean => to === port && isLoopback(bracketed(address))
  const dial = dialler(world, isOwn, session.upstreamProxy, limits.connect)
  const upstreams = new Upstreams(dial)
  const idle = new IdleWatch(limits.idle)
  server.on('connection', (raw) => {
    clients.add(raw)
    raw.on('close', () => clients.delete(raw))
    raw.on('error', () => {})
    idle.add(raw)
    // What no part of it foresaw ends this one connection, and no other.
    listen(raw, { session, world, upstreams, raw, limits }, dial).catch(() => raw.destroy())
  })
  return {
    port,
    async end() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()))
      for (const socket of clients) socket.destroy()
      upstreams.end()
      idle.end()
      await closed
    },
  }
}

const bracketed = (address: string): string => (address.includes(':') ? `[${address}]` : address)
