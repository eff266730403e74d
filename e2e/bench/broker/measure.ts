import type { Way } from './line.ts'
import { type Load, load, oneAtATime, openLines } from './load.ts'

/** What all rounds of one way came to. */
export interface Measured {
  /** Requests a second, the median round. */
  readonly rate: number
  /** CPU of the proxy for one request, seconds. */
  readonly cpu: number
  /** Milliseconds of a request that is alone, median. */
  readonly alone: number
}

/** Length of a round, ms. */
const ROUND = 1_000
/** Rounds before the first that counts: code is compiled meanwhile. */
const WARMING = 4
/** Requests, one at a time, of a round. */
const ALONE = 100

interface Samples {
  readonly loads: Load[]
  readonly alone: number[]
}

/**
 * Loads every way in turn, round after round, so that a busy minute of the machine hits them all alike.
 *
 * @param lines Connections at once.
 */
export async function measure<Ways extends Readonly<Record<string, Way>>>(
  ways: Ways,
  lines: number,
  rounds: number,
): Promise<{ readonly [Name in keyof Ways]: Measured }> {
  const samples = new Map<Way, Samples>(Object.values(ways).map((way) => [way, { loads: [], alone: [] }]))
  for (let round = -WARMING; round < rounds; round++) {
    for (const [way, { loads, alone }] of samples) {
      const { busy, single } = await oneRound(way, lines)
      if (round < 0) continue
      loads.push(busy)
      alone.push(...single)
    }
  }
  const results = Object.entries(ways).map(([name, way]) => [name, measuredOf(samples.get(way))])
  return Object.fromEntries(results) as { readonly [Name in keyof Ways]: Measured }
}

async function oneRound(way: Way, count: number): Promise<{ readonly busy: Load; readonly single: readonly number[] }> {
  const lines = await openLines(way, count)
  const [first] = lines
  if (first === undefined) throw new TypeError('no lines')
  // Connections are there on both sides before the clock runs.
  await load(way, lines, 50)
  const busy = await load(way, lines, ROUND)
  const single = await oneAtATime(way, first, ALONE)
  for (const line of lines) line.close()
  return { busy, single }
}

function measuredOf({ loads, alone }: Samples = { loads: [], alone: [] }): Measured {
  const sum = (of: (each: Load) => number): number => loads.reduce((total, each) => total + of(each), 0)
  return {
    rate: median(loads.map(({ requests, seconds }) => requests / seconds)),
    cpu: sum(({ cpu }) => cpu) / sum(({ requests }) => requests),
    alone: median(alone),
  }
}

const median = (samples: readonly number[]): number =>
  samples.toSorted((a, b) => a - b)[Math.floor(samples.length / 2)] ?? Number.NaN
