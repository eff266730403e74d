import { z } from 'zod'
import type { Traffic } from '../node/files/traffic-file.ts'

const text = z.string().max(4096)
const count = z.number().min(0)

const row = z.object({
  at: z.iso.datetime(),
  token: text.nullable(),
  method: text,
  host: text,
  path: text,
  status: z.int().nullable(),
  decision: z.enum(['allowed', 'refused']),
  code: text.nullable(),
})

const scopes = z.array(z.string().max(64)).max(100)

const traffic = z.object({
  v: z.literal(1),
  at: z.iso.datetime(),
  strict: z.boolean(),
  allowed: count,
  refused: count,
  seconds: z.array(count).max(10),
  scopes: z.array(z.object({ token: text, accepted: scopes, held: scopes })).max(1000),
  last: z.array(row).max(1000),
})

/**
 * What `read` finds of a session's traffic, of the right shape; null when there is nothing, or nothing that can be shown.
 *
 * One file that cannot be read must not keep the other sessions from being seen.
 */
export function liveTraffic(read: () => unknown): Traffic | null {
  try {
    const parsed = traffic.safeParse(read())
    return parsed.success ? parsed.data : null
  } catch {
    return null
  }
}
