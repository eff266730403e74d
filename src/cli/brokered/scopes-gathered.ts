import type { Exchange } from '../../broker/session.ts'
import { type LearnedScopes, MOST_SCOPES } from '../../core/token/scope-evidence.ts'
import type { SessionScopes } from '../../node/files/traffic-file.ts'

/** A scope as RFC 6749 writes it, of a length that can be shown. */
const SCOPE = /^[\x21\x23-\x5b\x5d-\x7e]{1,64}$/

interface Gathered {
  readonly name: string
  readonly accepted: Set<string>
  held: readonly string[]
  /** Answers that were not handed on yet. */
  requests: number
}

/** Gathers what servers say of scopes, token by token. */
export function scopesGathered() {
  const byToken = new Map<string, Gathered>()
  const fresh = new Set<string>()
  return {
    add({ id, name }: NonNullable<Exchange['token']>, { accepted, held }: NonNullable<Exchange['scopes']>): void {
      const known = byToken.get(id) ?? { name, accepted: new Set<string>(), held: [], requests: 0 }
      known.requests += 1
      const before = `${known.accepted.size} ${known.held}`
      for (const scope of listed(accepted)) if (known.accepted.size < MOST_SCOPES) known.accepted.add(scope)
      // A token has what was said last: its scopes may be changed while it is used.
      if (held !== null) known.held = listed(held)
      byToken.set(id, known)
      if (`${known.accepted.size} ${known.held}` !== before) fresh.add(id)
    },
    all: (): SessionScopes[] =>
      Array.from(byToken.values(), ({ name, accepted, held }) => ({
        token: name,
        accepted: [...accepted].sort(),
        held,
      })),
    /**
     * Hands on what was not handed on yet, by the id of the token; what could not be kept is handed on again.
     *
     * @param counts Also those tokens of which there is no more news than a number of requests.
     */
    keepNew(keep: (learned: Map<string, LearnedScopes>) => void, { counts = false } = {}): void {
      const due = [...byToken].filter(([id, { requests }]) => fresh.has(id) || (counts && requests > 0))
      if (due.length === 0) return
      keep(
        new Map(
          due.map(([id, { accepted, held, requests }]) => [id, { accepted: [...accepted].sort(), held, requests }]),
        ),
      )
      for (const [, known] of due) known.requests = 0
      fresh.clear()
    },
  }
}

const listed = (text: string | null): string[] =>
  [...new Set((text ?? '').split(/[\s,]+/).filter((scope) => SCOPE.test(scope)))].slice(0, MOST_SCOPES).sort()
