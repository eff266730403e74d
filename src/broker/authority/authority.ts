import { generateKeyPairSync, randomBytes } from 'node:crypto'
import { createSecureContext, type SecureContext } from 'node:tls'
import { canonicalHost, isAddress } from '../../core/token/host.ts'
import { makeLeaf } from './leaf.ts'
import { makeRoot, type Root } from './root.ts'

/** The certificate authority of one session. Its key is in this process's memory only and dies with it. */
export interface Authority {
  /** Its own certificate, PEM. Made anew, with the same key, when less than a third of its life is left. */
  certificate(): string
  /**
   * What a listener needs to be `host`: a key and a certificate of a few hours.
   *
   * @param host Canonical.
   * @throws {RangeError} for a host that is not bound: nothing is signed for it.
   */
  leafFor(host: string): SecureContext
}

export interface AuthorityOptions {
  readonly now: () => Date
  /** How long its certificate is valid, ms. Default: a day. */
  readonly life?: number
}

const HOUR = 60 * 60_000
const LIFE = 24 * HOUR
const LEAF_LIFE = 2 * HOUR

/** A star may stand for any label, and a child may ask for as many as it likes. */
const MOST_LEAFS = 256

/**
 * Makes an authority that signs for these hosts only: P-256, name constraints, no further authorities below it.
 *
 * @param hosts Canonical hosts as destinations have them: a name, `*.` and a name, or an address.
 */
export function createAuthority(hosts: readonly string[], { now, life = LIFE }: AuthorityOptions): Authority {
  const keys = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  // A name of its own: a client may hold the authorities of two sessions at once.
  const name = `Bulkhead session ${randomBytes(8).toString('hex')}`
  const leafs = new Map<string, { readonly context: SecureContext; readonly renewAt: number }>()
  let root = makeRoot(hosts, name, keys, now(), life)

  const currentRoot = (): Root => {
    if (root.notAfter.getTime() - now().getTime() < life / 3) root = makeRoot(hosts, name, keys, now(), life)
    return root
  }
  return {
    certificate: () => currentRoot().pem,
    leafFor(host) {
      if (!hosts.some((bound) => isBound(bound, host)))
        throw new RangeError('no certificate for a host that is not bound')
      const began = now()
      const known = leafs.get(host)
      if (known !== undefined && known.renewAt > began.getTime()) return known.context

      const end = Math.min(began.getTime() + LEAF_LIFE, currentRoot().notAfter.getTime())
      const leaf = makeLeaf(host, name, keys, began, new Date(end))
      const context = createSecureContext({ ...leaf, minVersion: 'TLSv1.2' })
      if (leafs.size >= MOST_LEAFS) leafs.delete(leafs.keys().next().value ?? '')
      leafs.set(host, { context, renewAt: (began.getTime() + end) / 2 })
      return context
    },
  }
}

// The same as for destinations: a star is exactly one label. What is asked for is one host, never a pattern.
function isBound(bound: string, host: string): boolean {
  if (!bound.startsWith('*.')) return bound === host
  return canonicalHost(host) === host && !isAddress(host) && host.slice(host.indexOf('.')) === bound.slice(1)
}
