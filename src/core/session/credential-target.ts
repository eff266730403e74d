import { canonicalHost, isLoopback } from '../token/host.ts'

/** A server that some program wants to sign in to. */
export interface CredentialTarget {
  readonly scheme: 'https' | 'http'
  /** Canonical. */
  readonly host: string
  readonly port: number
  /** As a request line holds it, with its slash; null when the program did not name one. */
  readonly path: string | null
}

const AUTHORITY = /^(\[[0-9A-Fa-f:.]+\]|[A-Za-z0-9._-]+)(?::([1-9]\d{0,4}))?$/

const DEFAULT_PORTS = { https: 443, http: 80 } as const

/**
 * The server that a scheme, `HOST[:PORT]` and a path name; null when they name none that a token may go to.
 *
 * Only ASCII hosts: a program may turn other letters into another name than we do. http only on this very machine.
 *
 * @param path Decoded, without its first slash, as git has it; null when none was named.
 */
export function credentialTarget(scheme: string, authority: string, path: string | null): CredentialTarget | null {
  if (scheme !== 'https' && scheme !== 'http') return null
  const [, name = '', portText] = AUTHORITY.exec(authority) ?? []
  const host = canonicalHost(name)
  const port = portText === undefined ? DEFAULT_PORTS[scheme] : Number(portText)
  if (host === null || port > 65535 || (scheme === 'http' && !isLoopback(host))) return null
  return { scheme, host, port, path: path === null ? null : `/${path.split('/').map(encodeURIComponent).join('/')}` }
}

/** The server of an https or http URL without user, query or fragment; null for anything else. */
export function targetOfUrl(text: string): CredentialTarget | null {
  const [matched, scheme = '', authority = '', path = ''] = /^(https?):\/\/([^/?#@\\]+)(\/[!-~]*)?$/.exec(text) ?? []
  if (matched === undefined || /[?#\\]/.test(path)) return null
  const target = credentialTarget(scheme, authority, null)
  return target && { ...target, path: path === '' || path === '/' ? null : path }
}
