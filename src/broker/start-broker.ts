import { BulkheadError } from '../core/errors.ts'
import type { Broker, BrokerSession, BrokerWorld } from './session.ts'

/** Starts a broker on 127.0.0.1, a free port. */
export async function startBroker(_session: BrokerSession, _world: BrokerWorld): Promise<Broker> {
  throw new BulkheadError('failure', 'the engine is not in this build')
}
