import { renameSync, rmSync, writeFileSync } from 'node:fs'
import { readFileSafely } from './safe-file.ts'

/** One request of a running session, for those who watch it. Never a query. */
export interface TrafficRow {
  readonly at: string
  /** The token's name. */
  readonly token: string | null
  readonly method: string
  readonly host: string
  /** Empty when it held a placeholder. */
  readonly path: string
  readonly status: number | null
  readonly decision: 'allowed' | 'refused'
  readonly code: string | null
}

/** What servers said of a token's scopes, in headers of their answers. */
export interface SessionScopes {
  /** The token's name. */
  readonly token: string
  /** Those with which its requests are accepted, of all requests together. */
  readonly accepted: readonly string[]
  /** Those that it has. */
  readonly held: readonly string[]
}

/** What a running session has sent. */
export interface Traffic {
  readonly v: 1
  readonly at: string
  /** True when hosts that no token is for are refused. */
  readonly strict: boolean
  readonly allowed: number
  readonly refused: number
  /** Requests in the last full seconds before `at`, the newest last, ten at most. */
  readonly seconds: readonly number[]
  readonly scopes: readonly SessionScopes[]
  /** The newest last. */
  readonly last: readonly TrafficRow[]
}

/** Far more than what is written. */
const LIMIT = 1024 * 1024

/**
 * Puts what a session sends where the window and `bulkhead sessions` can look: a file that only this user can read.
 *
 * A file and not a socket: who only reads needs no way to say anything to the broker. It is not synced, as it dies with
 * the session.
 */
export function writeTraffic(path: string, traffic: Traffic): void {
  const temporary = `${path}.tmp`
  try {
    rmSync(temporary, { force: true })
    writeFileSync(temporary, JSON.stringify(traffic), { mode: 0o600, flag: 'wx' })
    renameSync(temporary, path)
  } catch {
    // Nobody can watch then; the session itself needs none of it.
  }
}

/** What a session has sent; null when it wrote nothing yet, or is over. @throws {BulkheadError} `unsafe-path`. */
export function readTraffic(path: string): Traffic | null {
  const content = readFileSafely(path, LIMIT)
  if (content === null) return null
  try {
    return JSON.parse(content.toString('utf8'))
  } catch {
    return null
  }
}

/** Requests per second over the last ten seconds; 0 when it is quiet. */
export function requestsPerSecond({ at, seconds }: Traffic, now: Date): number {
  const age = Math.floor((now.getTime() - Date.parse(at)) / 1000)
  const recent = seconds.slice(Math.max(0, age))
  return recent.reduce((sum, count) => sum + count, 0) / 10
}
