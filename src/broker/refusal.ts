import type { BrokeredToken, RefusalCode } from './session.ts'

/** A no, with all that the client is told. */
export interface Refusal {
  readonly status: 400 | 403 | 407 | 421 | 502
  readonly code: RefusalCode
  readonly token: Pick<BrokeredToken, 'id' | 'name'> | null
  /** The destination that decided, where one did. */
  readonly rule: string | null
  /** What is allowed and what was asked for, for a person. */
  readonly detail: string
  /** The command that would allow it, or what to do instead. */
  readonly hint: string
}

const REASONS: Readonly<Record<Refusal['status'], string>> = {
  400: 'Bad Request',
  403: 'Forbidden',
  407: 'Proxy Authentication Required',
  421: 'Misdirected Request',
  502: 'Bad Gateway',
}

const TITLES: Readonly<Record<RefusalCode, string>> = {
  'request-invalid': 'This is no plain HTTP/1.1 request',
  'session-invalid': 'This broker serves another session',
  'host-mismatch': 'The request names different hosts',
  'upstream-failed': 'The server cannot be reached safely',
  'out-of-domain-host': 'This token is not for this host',
  'out-of-domain-path': 'This path is outside the token’s domain',
  'out-of-domain-method': 'This method is outside the token’s domain',
  'placeholder-unknown': 'This credential is not one of this session',
  'placeholder-misplaced': 'A placeholder stands where no credential belongs',
  'token-expired': 'This token has expired',
  'token-quarantined': 'This token is quarantined',
  'host-refused': 'This address is out of bounds',
}

/**
 * An answer that says no, as problem+json (RFC 9457). The connection is closed after it: what follows a refused request
 * is not read.
 */
export function refusalBytes({ status, code, token, rule, detail, hint }: Refusal): Buffer {
  const title = TITLES[code]
  const body = Buffer.from(
    `${JSON.stringify({ type: 'about:blank', title, status, detail, code, token: token?.name ?? null, rule, hint })}\n`,
  )
  const lines = [
    `HTTP/1.1 ${status} ${REASONS[status]}`,
    'Content-Type: application/problem+json',
    `Content-Length: ${body.length}`,
    'Cache-Control: no-store',
    ...(status === 407 ? ['Proxy-Authenticate: Basic realm="bulkhead"'] : []),
    'Connection: close',
  ]
  return Buffer.concat([Buffer.from(`${lines.join('\r\n')}\r\n\r\n`), body])
}
