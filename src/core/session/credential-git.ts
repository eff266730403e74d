import { BulkheadError } from '../errors.ts'
import { Secret } from '../token/secret.ts'
import { type CredentialTarget, credentialTarget } from './credential-target.ts'

/** What git says of the credential that it wants, or that was refused to it. */
export interface GitCredential {
  /** Null for a server that no token may go to: no answer, and no complaint. */
  readonly target: CredentialTarget | null
  /** Null when git leaves it to us. */
  readonly username: string | null
  /** Only where git was refused with it. */
  readonly password: Secret | null
}

/** Most bytes of one description; git's own lines end at 65,535. */
export const GIT_CREDENTIAL_LIMIT = 64 * 1024

/** Attributes that are read; git may send others, now or in later versions, and wants those passed over. */
const READ = new Set(['protocol', 'host', 'path', 'username', 'password'])

// A newline in a name would begin another attribute wherever it is decoded once more: CVE-2020-5260 was that.
const ENCODED_BREAK = /%(?:00|0a|0d)/i

/**
 * Reads the attributes that git hands to a helper: `key=value` lines up to a blank line or the end.
 *
 * Source: gitcredentials(7), "Custom helpers", and git-credential(1), "Input/output format". Stricter than git where a
 * reader of another mind could see another host: a break or NUL, also encoded, an attribute given twice, `url`, a last
 * line that was cut off.
 *
 * @throws {BulkheadError} `usage`; it repeats nothing of what was read.
 */
export function readGitCredential(bytes: Uint8Array): GitCredential {
  const read = readAttributes(bytes)
  const [protocol, host] = [read.get('protocol'), read.get('host')]
  const named = [protocol, host, read.get('path'), read.get('username')]
  if (named.some((value) => value !== undefined && ENCODED_BREAK.test(value))) throw malformed('an encoded line break')

  const password = read.get('password')
  return {
    target: protocol && host ? credentialTarget(protocol, host, read.get('path') ?? null) : null,
    username: read.get('username') ?? null,
    password: password === undefined ? null : new Secret(password),
  }
}

/**
 * The answer for git.
 *
 * @param expiresAt ISO 8601; git 2.40 and newer ask again once it has come.
 */
export function formatGitAnswer(username: string, secret: Secret, expiresAt: string | null): string {
  const expiry = expiresAt === null ? [] : [`password_expiry_utc=${Math.floor(Date.parse(expiresAt) / 1000)}`]
  return [`username=${username}`, `password=${secret.reveal()}`, ...expiry, ''].join('\n')
}

function readAttributes(bytes: Uint8Array): Map<string, string> {
  const read = new Map<string, string>()
  for (const line of linesOf(bytes)) {
    const [key, value] = splitOnce(line)
    if (key === 'url') throw malformed('a url')
    if (!READ.has(key)) continue
    if (read.has(key)) throw malformed('an attribute twice')
    read.set(key, value)
  }
  return read
}

function linesOf(bytes: Uint8Array): string[] {
  if (bytes.length > GIT_CREDENTIAL_LIMIT) throw malformed('more than 64 KiB')
  const text = decoded(bytes)
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is refused
  if (/[\x00-\x09\x0b-\x1f\x7f]/.test(text)) throw malformed('a control character')
  const end = text.startsWith('\n') ? 0 : text.indexOf('\n\n')
  const description = end < 0 ? text : text.slice(0, end === 0 ? 0 : end + 1)
  if (description === '') return []
  // Of a host that was cut off we would see a part, and that may be another host.
  if (!description.endsWith('\n')) throw malformed('a line without an end')
  return description.slice(0, -1).split('\n')
}

function splitOnce(line: string): [string, string] {
  const at = line.indexOf('=')
  if (at <= 0) throw malformed('a line that is no key=value')
  return [line.slice(0, at), line.slice(at + 1)]
}

function decoded(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    throw malformed('bytes that are no UTF-8')
  }
}

const malformed = (what: string): BulkheadError =>
  new BulkheadError('usage', `git's description of a credential holds ${what}`, {
    hint: 'look at the address of the remote: git remote -v',
  })
