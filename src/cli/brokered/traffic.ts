import type { Exchange } from '../../broker/session.ts'
import { type Traffic, type TrafficRow, writeTraffic } from '../../node/files/traffic-file.ts'
import { scopesGathered } from './scopes-gathered.ts'

/** Requests that are shown. */
const SHOWN = 100

/** Seconds over which requests are counted. */
const WINDOW = 10

/** Counts what a session sends, and puts it where others can look at it. */
export interface TrafficMeter {
  count(exchange: Exchange): void
  /** Writes the file, if there is something new in it. */
  write(): void
  /** Hands on what servers said of scopes that was not handed on yet. */
  readonly keepNewScopes: ReturnType<typeof scopesGathered>['keepNew']
}

interface Metered {
  readonly strict: boolean
  /** The session's own, which are shown to nobody. */
  readonly placeholders: readonly string[]
}

/** @param path Where it is written; at first as soon as `write` is called, though nothing was sent. */
export function trafficMeter(path: string, { strict, placeholders }: Metered, now: () => Date): TrafficMeter {
  // With paths as they were asked for. Some more than are shown: to drop the oldest with each request would move all others.
  const last: TrafficRow[] = []
  const gathered = scopesGathered()
  const perSecond = new Map<number, number>()
  const counts = { allowed: 0, refused: 0 }
  let isNew = true

  const state = (): Traffic => {
    const at = now()
    const second = Math.floor(at.getTime() / 1000)
    const seconds = Array.from({ length: WINDOW }, (_, index) => perSecond.get(second - WINDOW + index) ?? 0)
    for (const known of perSecond.keys()) if (known < second - WINDOW) perSecond.delete(known)
    const shown = last.slice(-SHOWN).map((row) => ({ ...row, path: shownPath(row, placeholders) }))
    return { v: 1, at: at.toISOString(), strict, ...counts, seconds, scopes: gathered.all(), last: shown }
  }
  return {
    count({ at, token, method, host, path, status, decision, code, scopes = null }) {
      if (token !== null && scopes !== null) gathered.add(token, scopes)
      const second = secondOf(at)
      perSecond.set(second, (perSecond.get(second) ?? 0) + 1)
      counts[decision] += 1
      last.push({ at, token: token?.name ?? null, method, host, path, status, decision, code })
      if (last.length >= 2 * SHOWN) last.splice(0, SHOWN)
      isNew = true
    },
    write() {
      if (!isNew) return
      // The second that is not over is not in it yet.
      isNew = perSecond.has(Math.floor(now().getTime() / 1000))
      writeTraffic(path, state())
    },
    keepNewScopes: gathered.keepNew,
  }
}

let lastMoment = { at: '', second: Number.NaN }

/** Several requests share a moment. */
function secondOf(at: string): number {
  if (lastMoment.at !== at) lastMoment = { at, second: Math.floor(Date.parse(at) / 1000) }
  return lastMoment.second
}

/** The path of a request without its query; nothing of one that holds a placeholder. Looked at only where it is shown. */
function shownPath({ path: target, code }: TrafficRow, placeholders: readonly string[]): string {
  // Another session's placeholder is not among ours, so what is refused for one is not shown at all.
  if (code?.startsWith('placeholder')) return ''
  const path = target.split('?', 1)[0] ?? ''
  const plain = path.includes('%') ? decoded(path) : path
  return placeholders.some((text) => path.includes(text) || plain.includes(text)) ? '' : path.slice(0, 200)
}

const decoded = (text: string): string =>
  text.replace(/%[0-9a-f]{2}/gi, (octet) => String.fromCharCode(Number.parseInt(octet.slice(1), 16)))
