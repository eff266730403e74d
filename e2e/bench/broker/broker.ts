import type { Keyring } from '../../keyring.ts'
import { atLeast, atMost } from '../ratio.ts'
import type { Row } from '../row.ts'
import { heldWhileBusy, memoryOverRequests, peakOverAnswer, peakOverBody } from './hold.ts'
import type { Way } from './line.ts'
import { openLines } from './load.ts'
import { type Measured, measure } from './measure.ts'
import { bareRelay, brokered, httpMitmProxy, mitmproxy, startServer, straight } from './ways.ts'

const LINES = 16
const MANY = 100_000
const GIB = 2 ** 30
const IDLE = 1_000
const BUSY = 200

/**
 * Measures the broker beside other intercepting proxies, each with TLS on both sides and one header swapped, in one
 * interleaved run: requests a second, CPU, time of one alone; then what it holds.
 *
 * @param peers Where peers are installed.
 */
export async function benchBroker(keyring: Keyring, peers: string, rounds: number): Promise<Row[]> {
  using programs = new DisposableStack()
  const server = await startServer(programs, keyring, GIB)
  const mitm = await mitmproxy(programs, keyring, server)
  const ways = {
    none: straight(server),
    relay: await bareRelay(programs, keyring, server),
    broker: await brokered(programs, keyring, server),
    http: await httpMitmProxy(programs, keyring, server, peers),
    ...(mitm === null ? {} : { mitm }),
  }
  const results = await measure(ways, LINES, rounds)
  return [...speedRows(results), ...(await heldRows(ways.broker))]
}

interface Results {
  readonly none: Measured
  readonly relay: Measured
  readonly broker: Measured
  readonly http: Measured
  readonly mitm?: Measured
}

function speedRows({ none, relay, broker, http, mitm }: Results): Row[] {
  const rates = { what: `broker, requests a second, ${LINES} connections`, unit: '×' } as const
  const rate = (against: string, other: Measured, bound: number): Row => ({
    ...{ ...rates, against, value: broker.rate / other.rate, bound: atLeast(bound) },
    behind: `${whole(broker.rate)} / ${whole(other.rate)} a second`,
  })
  return [
    rate('http-mitm-proxy', http, 2.5),
    mitm === undefined
      ? { ...rates, against: 'mitmproxy', value: Number.NaN, bound: atLeast(6), missing: 'mitmdump is not installed' }
      : rate('mitmproxy', mitm, 6),
    {
      ...{ what: 'broker, CPU of a request', against: 'http-mitm-proxy', value: broker.cpu / http.cpu, unit: '×' },
      ...{ bound: atMost(0.4), behind: `${micro(broker)} / ${micro(http)} µs, of a bare relay ${micro(relay)}` },
    },
    {
      ...{ what: 'broker, one at a time, median', against: 'no proxy', value: broker.alone / none.alone, unit: '×' },
      ...{ bound: atMost(2), behind: `${milli(broker)} / ${milli(none)} ms, by a bare relay ${milli(relay)}` },
    },
  ]
}

async function heldRows(way: Way): Promise<Row[]> {
  const row = (what: string, against: string, held: number, before: number, most: number): Row => ({
    ...{ what: `broker, memory, ${what}`, against, value: held / before, unit: '×', bound: atMost(most) },
    behind: `${whole(held)} / ${whole(before)} MiB`,
  })
  const lines = await openLines(way, LINES)
  const { before, after } = await memoryOverRequests(way, lines, MANY)
  for (const line of lines) line.close()
  return [
    row(`after ${whole(MANY)} requests more`, 'before them', after, before, 1.15),
    row('most, an answer of 1 GiB', 'before it', await peakOverAnswer(way, GIB), after, 2),
    row('most, a body of 1 GiB', 'before both', await peakOverBody(way, GIB), after, 2),
    {
      what: `broker, connections held, ${whole(IDLE)} idle and ${BUSY} busy`,
      against: 'itself',
      value: await heldWhileBusy(way, IDLE, BUSY),
      unit: 'held',
      bound: atLeast(IDLE),
    },
  ]
}

const micro = ({ cpu }: Measured): string => whole(cpu * 1e6)
const milli = ({ alone }: Measured): string => alone.toFixed(2)
const whole = (value: number): string => Math.round(value).toLocaleString('en')
