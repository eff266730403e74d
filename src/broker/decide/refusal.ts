import type { BrokeredToken, RefusalCode } from '../session.ts'

/** A no, with all that the client is told. */
export interface Refusal {
  readonly status: 400 | 403 | 407 | 421 | 502
  readonly code: RefusalCode
  readonly token: Pick<BrokeredToken, 'id' | 'name'> | null
  /** The destination that decided, where one did. */
  readonly rule: string | null
  /** Why, for a person: what is allowed, or what is wrong. */
  readonly reason: string
  /** What was asked for: `GET api.github.com/user`. Null where the reason says it. */
  readonly asked: string | null
  /** The command that would allow it, or what to do instead. */
  readonly hint: string
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

/** The whole reason in one sentence. */
export const detailOf = ({ reason, asked }: Pick<Refusal, 'reason' | 'asked'>): string =>
  asked === null ? reason : `${reason}; this was ${asked}`

/**
 * An answer that says no, as problem+json (RFC 9457). The connection is closed after it: what follows a refused request
 * is not read.
 *
 * Some clients show nothing of a body but one member, and some nothing but the status line: npm prints `error`
 * (npm-registry-fetch, errors.js), clients of GitHub and GitLab `message`, pip and curl's tunnels the line alone.
 */
export function refusalBytes(refusal: Refusal): Buffer {
  const { status, code, token, rule, hint } = refusal
  const detail = detailOf(refusal)
  const problem = {
    type: 'about:blank',
    title: TITLES[code],
    status,
    detail,
    code,
    token: token?.name ?? null,
    rule,
    hint,
  }
  const body = Buffer.from(`${JSON.stringify({ ...problem, error: detail, message: detail })}\n`)
  const lines = [
    `HTTP/1.1 ${status} ${phraseOf(refusal)}`,
    'Content-Type: application/problem+json',
    `Content-Length: ${body.length}`,
    'Cache-Control: no-store',
    ...(status === 407 ? ['Proxy-Authenticate: Basic realm="bulkhead"'] : []),
    'Connection: close',
  ]
  return Buffer.concat([Buffer.from(`${lines.join('\r\n')}\r\n\r\n`), body])
}

// 407 is a question that clients answer by themselves: its phrase is the usual one.
const phraseOf = ({ status, code }: Refusal): string =>
  status === 407 ? 'Proxy Authentication Required' : `Refused by Bulkhead (${code})`
