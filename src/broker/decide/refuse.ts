import type { Fault } from '../wire/fault.ts'
import type { NotDialled } from '../wire/not-dialled.ts'
import { detailOf, type Refusal } from './refusal.ts'

/** A decision against a request, thrown on its way and answered in one place. */
export class Refused extends Error {
  readonly refusal: Refusal
  /** A placeholder was where it must not be; `foreignSession` is the session it was of, null for our own. */
  readonly tripwire: { readonly foreignSession: string | null } | null

  constructor(refusal: Refusal, tripwire: Refused['tripwire'] = null) {
    super(detailOf(refusal))
    this.name = 'Refused'
    this.refusal = refusal
    this.tripwire = tripwire
  }
}

const NO_TOKEN = { token: null, rule: null, asked: null } as const

export const badRequest = ({ message, hint }: Fault): Refusal => ({
  ...NO_TOKEN,
  status: 400,
  code: 'request-invalid',
  reason: `the request was not read: ${message}`,
  hint,
})

export const noCredential = (): Refusal => ({
  ...NO_TOKEN,
  status: 407,
  code: 'session-invalid',
  reason: 'the request does not show the credential of this session',
  hint: 'use the proxy of HTTPS_PROXY as it is in this session, with its user and password',
})

export const mismatch = (what: string): Refusal => ({
  ...NO_TOKEN,
  status: 421,
  code: 'host-mismatch',
  reason: what,
  hint: 'open a connection to the host that the request is for',
})

export const outOfBounds = (reason: string, hint: string): Refusal => ({
  ...NO_TOKEN,
  status: 403,
  code: 'host-refused',
  reason,
  hint,
})

/** Nothing of what went wrong is said: it could be anything, and hold anything. */
export const brokerFailed = (): Refusal => ({
  ...NO_TOKEN,
  status: 502,
  code: 'upstream-failed',
  reason: 'the broker failed before it could judge the request or pass it on',
  hint: 'see whether the vault is in order: bulkhead doctor',
})

export const upstreamFailed = (
  reason: string,
  hint = 'see whether the server is there, and whether its certificate is one that this machine trusts',
): Refusal => ({ ...NO_TOKEN, status: 502, code: 'upstream-failed', reason, hint })

/** Hints for addresses that are not dialled. Nothing leads to those that no token and no session is for. */
const ADDRESS_HINTS = {
  inner:
    'an inner address is reached only where that very host is written as a destination; without a token, a session that begins with it in NO_PROXY goes past the broker',
  never: 'no session reaches it, whatever its tokens are for',
} as const

export const notDialled = ({ kind, message }: NotDialled): Refusal => {
  if (kind === 'proxy')
    return upstreamFailed(
      message,
      'see whether the proxy is right that this session began with, in HTTPS_PROXY or ALL_PROXY',
    )
  return kind === 'failed' ? upstreamFailed(message) : outOfBounds(message, ADDRESS_HINTS[kind])
}
