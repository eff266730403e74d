import { Line, type Way } from './line.ts'
import { cpuOf } from './process-stat.ts'

/** What one round of load came to. */
export interface Load {
  readonly requests: number
  readonly seconds: number
  /** CPU of the proxy's process meanwhile, seconds. */
  readonly cpu: number
}

/** Asks on all lines at once for so many milliseconds, each line one request after the other. */
export async function load(way: Way, lines: readonly Line[], ms: number): Promise<Load> {
  const before = way.pid === null ? 0 : cpuOf(way.pid)
  const from = performance.now()
  let requests = 0
  await Promise.all(
    lines.map(
      (line) =>
        new Promise<void>((resolve, reject) => {
          const fail = (error: Error): void => reject(new Error(`${way.name}: ${error.message}`))
          const next = (): void => {
            requests++
            if (performance.now() - from >= ms) resolve()
            else line.ask(next, fail)
          }
          line.ask(next, fail)
        }),
    ),
  )
  const seconds = (performance.now() - from) / 1_000
  return { requests, seconds, cpu: way.pid === null ? 0 : cpuOf(way.pid) - before }
}

/** Opens lines, all at once. */
export const openLines = (way: Way, count: number): Promise<Line[]> =>
  Promise.all(Array.from({ length: count }, () => Line.open(way)))

/** How long each of so many requests takes, one at a time, ms. */
export async function oneAtATime(way: Way, line: Line, count: number): Promise<number[]> {
  const took: number[] = []
  for (let n = 0; n < count; n++) {
    const from = performance.now()
    await new Promise<void>((resolve, reject) =>
      line.ask(resolve, (error) => reject(new Error(`${way.name}: ${error.message}`))),
    )
    took.push(performance.now() - from)
  }
  return took
}
