import type { Exchange } from '../broker/session.ts'
import { type Traffic, type TrafficRow, writeTraffic } from '../node/traffic-file.ts'

/** Requests that are shown. */
const SHOWN = 100

/** Seconds over which requests are counted. */
const WINDOW = 10

/** Counts what a session sends, and puts it where others can look at it. */
export interface TrafficMeter {
  count(exchange: Exchange): void
  /** Writes the file, if there is something new in it. */
  write(): void
}

export function trafficMeter(path: string, now: () => Date): TrafficMeter {
  const last: TrafficRow[] = []
  const perSecond = new Map<number, number>()
  const counts = { allowed: 0, refused: 0 }
  let isNew = false

  const state = (): Traffic => {
    const at = now()
    const second = Math.floor(at.getTime() / 1000)
    const seconds = Array.from({ length: WINDOW }, (_, index) => perSecond.get(second - WINDOW + index) ?? 0)
    for (const known of perSecond.keys()) if (known < second - WINDOW) perSecond.delete(known)
    return { v: 1, at: at.toISOString(), ...counts, seconds, last }
  }
  return {
    count({ at, token, method, host, path: target, status, decision, code }) {
      const second = Math.floor(now().getTime() / 1000)
      perSecond.set(second, (perSecond.get(second) ?? 0) + 1)
      counts[decision] += 1
      const shown = target.split('?', 1)[0] ?? ''
      last.push({ at, token: token?.name ?? null, method, host, path: shown.slice(0, 200), status, decision, code })
      if (last.length > SHOWN) last.shift()
      isNew = true
    },
    write() {
      if (!isNew) return
      // The second that is not over is not in it yet.
      isNew = perSecond.has(Math.floor(now().getTime() / 1000))
      writeTraffic(path, state())
    },
  }
}
