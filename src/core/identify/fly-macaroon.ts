import { fromBase64 } from './base64.ts'
import { type Packed, readPacked } from './read-packed.ts'

/** One macaroon of Fly.io, unverified. */
export interface FlyMacaroon {
  readonly location: string
  /** Of a proof of login: the ticket of the caveat that it answers. */
  readonly keyId: Uint8Array
  readonly caveats: readonly FlyCaveat[]
}

export interface FlyCaveat {
  readonly type: number | bigint
  readonly body: Packed
}

// `fly auth token` joins one macaroon and its proofs for each organisation of a user.
const LENGTH_LIMIT = 16 * 1024
const COUNT_LIMIT = 64

/**
 * Reads the macaroons of a Fly.io token, which are joined by commas.
 *
 * Each is base64 of MessagePack: nonce (key id, random bytes, perhaps a flag), location, caveats as a flat list of kinds and bodies, tail.
 *
 * Source: github.com/superfly/macaroon, format.go, macaroon.go, nonce.go and caveat_set.go.
 *
 * @returns null when any part of it is not one whole macaroon.
 */
export function readFlyMacaroons(parts: readonly string[]): readonly FlyMacaroon[] | null {
  if (parts.length > COUNT_LIMIT || parts.some(({ length }) => length > LENGTH_LIMIT)) return null
  const macaroons = parts.map(macaroonOf)
  return macaroons.every((macaroon) => macaroon !== null) ? macaroons : null
}

function macaroonOf(part: string): FlyMacaroon | null {
  const [, encoded] = /^fm(?:1r|1a|2)_(.+)$/.exec(part) ?? []
  const bytes = encoded === undefined ? null : fromBase64(encoded)
  const packed = bytes === null ? undefined : readPacked(bytes)
  if (!isList(packed) || packed.length !== 4) return null
  const [nonce, location, caveats, tail] = packed
  const keyId = isList(nonce) && (nonce.length === 2 || nonce.length === 3) ? nonce[0] : undefined
  const read = caveatsOf(caveats)
  if (!(keyId instanceof Uint8Array) || typeof location !== 'string' || !(tail instanceof Uint8Array)) return null
  return read && { location, keyId, caveats: read }
}

/** Caveats of a flat list `[kind, body, kind, body, …]`; null for any other value. */
export function caveatsOf(packed: Packed | undefined): readonly FlyCaveat[] | null {
  if (!isList(packed) || packed.length % 2 !== 0) return null
  const caveats: FlyCaveat[] = []
  for (let index = 0; index < packed.length; index += 2) {
    const [type, body] = [packed[index], packed[index + 1]]
    if ((typeof type !== 'number' && typeof type !== 'bigint') || body === undefined) return null
    caveats.push({ type, body })
  }
  return caveats
}

export const isList = (value: Packed | undefined): value is readonly Packed[] => Array.isArray(value)
