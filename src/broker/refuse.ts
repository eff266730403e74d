import type { Refusal } from './refusal.ts'

/** A decision against a request, thrown on its way and answered in one place. */
export class Refused extends Error {
  readonly refusal: Refusal
  /** A placeholder was where it must not be; `foreignSession` is the session it was of, null for our own. */
  readonly tripwire: { readonly foreignSession: string | null } | null

  constructor(refusal: Refusal, tripwire: Refused['tripwire'] = null) {
    super(refusal.detail)
    this.name = 'Refused'
    this.refusal = refusal
    this.tripwire = tripwire
  }
}

const NO_TOKEN = { token: null, rule: null } as const

export const badRequest = (what: string): Refusal => ({
  ...NO_TOKEN,
  status: 400,
  code: 'request-invalid',
  detail: `the request was not read: ${what}`,
  hint: 'send it as plain HTTP/1.1',
})

export const noCredential = (): Refusal => ({
  ...NO_TOKEN,
  status: 407,
  code: 'session-invalid',
  detail: 'the request does not show the credential of this session',
  hint: 'use the proxy of HTTPS_PROXY as it is in this session, with its user and password',
})

export const mismatch = (what: string): Refusal => ({
  ...NO_TOKEN,
  status: 421,
  code: 'host-mismatch',
  detail: what,
  hint: 'open a connection to the host that the request is for',
})

export const outOfBounds = (detail: string, hint: string): Refusal => ({
  ...NO_TOKEN,
  status: 403,
  code: 'host-refused',
  detail,
  hint,
})

export const upstreamFailed = (detail: string): Refusal => ({
  ...NO_TOKEN,
  status: 502,
  code: 'upstream-failed',
  detail,
  hint: 'see whether the server is there, and whether its certificate is one that this machine trusts',
})
