import type { Exchange } from '../broker/session.ts'
import type { ScopeEvidence } from '../node/traffic-file.ts'

/** Scopes that are kept of one list: a server that makes up names must not fill anything. */
const MOST = 100

/** A scope as RFC 6749 writes it, of a length that can be shown. */
const SCOPE = /^[\x21\x23-\x5b\x5d-\x7e]{1,64}$/

interface Gathered {
  readonly accepted: Set<string>
  held: readonly string[]
}

/** Gathers what servers say of scopes, token by token. */
export function scopesGathered() {
  const byToken = new Map<string, Gathered>()
  return {
    /** @param token Its name. */
    add(token: string, { accepted, held }: NonNullable<Exchange['scopes']>): void {
      const known = byToken.get(token) ?? { accepted: new Set<string>(), held: [] }
      for (const scope of listed(accepted)) if (known.accepted.size < MOST) known.accepted.add(scope)
      // A token has what was said last: its scopes may be changed while it is used.
      if (held !== null) known.held = listed(held)
      byToken.set(token, known)
    },
    all: (): ScopeEvidence[] =>
      Array.from(byToken, ([token, { accepted, held }]) => ({ token, accepted: [...accepted].sort(), held })),
  }
}

const listed = (text: string | null): string[] =>
  [...new Set((text ?? '').split(/[\s,]+/).filter((scope) => SCOPE.test(scope)))].slice(0, MOST).sort()
