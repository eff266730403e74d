import type { Socket } from 'node:net'
import type { Limits } from '../limits.ts'
import type { BrokerSession, BrokerWorld } from '../session.ts'
import type { Upstreams } from './upstreams.ts'

/** What every connection of a broker shares. */
export interface Connection {
  readonly session: BrokerSession
  readonly world: BrokerWorld
  readonly upstreams: Upstreams
  /** The connection by which a process reaches us, under which its owner is found. */
  readonly raw: Socket
  readonly limits: Limits
}
