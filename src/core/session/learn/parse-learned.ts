import { z } from 'zod'
import { isName } from '../../token/domain.ts'
import { canonicalHost } from '../../token/host.ts'
import { isPathPattern } from '../../token/path-pattern.ts'
import { isShort, LONGEST_PATH } from '../../token/path-shape.ts'
import { isNameableMethod, type Learned, MOST_REFUSED, MOST_REQUESTS } from './learned.ts'

// Forms, and the few that a last put-together may leave more.
const SLACK = 2
const MOST_TOKENS = 1000

const count = z.number().int().min(1).max(Number.MAX_SAFE_INTEGER)
const atLeastNone = z.number().int().min(0).max(Number.MAX_SAFE_INTEGER)
const host = z.string().max(255).refine(isHost)
const path = z.string().max(LONGEST_PATH).refine(isShort).refine(isPathPattern)
const name = z.string().refine(isName)

const request = z.strictObject({
  method: z.string().refine(isNameableMethod),
  scheme: z.enum(['https', 'http']),
  host,
  port: z.number().int().min(1).max(65535),
  path,
  count,
})

const refusal = z.strictObject({
  token: name.nullable(),
  method: z.string().regex(/^(?:[A-Za-z][A-Za-z_-]{0,19})?$/),
  host: z.union([z.literal(''), host]),
  port: z.number().int().min(0).max(65535),
  path: path.nullable(),
  code: z.string().regex(/^[a-z][a-z-]{0,39}$/),
  count,
})

const learned = z.strictObject({
  v: z.literal(1),
  session: z.string().regex(/^ses_[0-9A-Z]{26}$/),
  at: z.iso.datetime(),
  tokens: z
    .array(
      z.strictObject({
        id: z.string().regex(/^tok_[0-9A-Z]{26}$/),
        name,
        requests: z.array(request),
        unnamed: atLeastNone,
      }),
    )
    .max(MOST_TOKENS),
  refused: z.array(refusal).max(MOST_REFUSED),
  isMerged: z.boolean(),
  moreRefused: atLeastNone,
})

/**
 * Reads what a session learned; null for a text that Bulkhead did not write.
 *
 * Every program of this user can write such a file. So nothing in it is more than a claim of what was sent: what a token
 * may do comes from the catalog alone.
 */
export function parseLearned(text: string): Learned | null {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return null
  }
  const read = learned.safeParse(value)
  if (!read.success) return null
  const { tokens } = read.data
  const ids = new Set(tokens.map(({ id }) => id))
  const total = tokens.reduce((sum, { requests }) => sum + requests.length, 0)
  return ids.size === tokens.length && total <= SLACK * MOST_REQUESTS ? read.data : null
}

/** Canonical, or one label that is any before such a one. */
function isHost(text: string): boolean {
  const name = text.startsWith('*.') ? text.slice(2) : text
  return canonicalHost(name) === name
}
