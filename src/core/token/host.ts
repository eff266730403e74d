import { isMetadata } from './host-metadata.ts'

const LABEL = /^[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?$/
const IPV4 = /^(?:(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)(?:\.(?!$)|$)){4}$/
// A last label like this makes URL parsers read the whole name as an IPv4 number: 127.1, 0x7f.1, 1.2.3.0x4.
const NUMERIC_LABEL = /^(?:\d+|0x[0-9a-f]*)$/

/** Longest name, RFC 1035 section 2.3.4, and far more than an address needs. */
const LENGTH_LIMIT = 253

/**
 * The one spelling under which a host is compared: lower case, punycode, no trailing dot, addresses as they are dialled.
 *
 * Spellings that parsers map to another host (`127.1`, `0x7f.1`, full-width letters, a v4 address inside a v6 one) are no hosts.
 *
 * @param text A name, an IPv4 address or an IPv6 address in brackets.
 * @returns null when `text` is none of these.
 */
export function canonicalHost(text: string): string | null {
  if (text.length > LENGTH_LIMIT + 1) return null
  if (text.startsWith('[')) return canonicalIpv6(text)
  const name = text.endsWith('.') ? text.slice(0, -1) : text
  return canonicalName(name)
}

/** True for `localhost` and addresses of this very machine; takes a canonical host. RFC 1122 section 3.2.1.3, RFC 4291 section 2.5.3. */
export const isLoopback = (host: string): boolean =>
  host === 'localhost' || host === '[::1]' || (isIpv4(host) && host.startsWith('127.'))

/** True for an IPv4 address, or an IPv6 one in brackets; takes a canonical host. */
export const isAddress = (host: string): boolean => host.startsWith('[') || isIpv4(host)

const isIpv4 = (host: string): boolean => IPV4.test(host)

function canonicalName(text: string): string | null {
  const name = isAscii(text) ? text.toLowerCase() : punycodeOf(text)
  if (name === null || name.length > LENGTH_LIMIT) return null
  const labels = name.split('.')
  if (!labels.every((label) => LABEL.test(label))) return null
  return NUMERIC_LABEL.test(labels.at(-1) ?? '') && !isIpv4(name) ? null : name
}

// NFKC changes what only looks like another letter (full-width, ligatures, circled digits): such a name would be dialled as another.
function punycodeOf(text: string): string | null {
  const composed = text.normalize('NFC')
  // Letters, marks and digits only: no full-width dots, no soft hyphens, no joiners, no bidi controls. Made here, for few
  // hosts need it, and every start of `exec` would wait a millisecond for the properties of Unicode.
  if (!/^[\p{L}\p{M}\p{N}._-]+$/u.test(composed) || composed.normalize('NFKC') !== composed) return null
  const name = hostnameOf(composed)
  return name?.split('.').length === composed.split('.').length ? name : null
}

function canonicalIpv6(text: string): string | null {
  if (!/^\[[0-9a-f:.]{2,45}\]$/i.test(text)) return null
  const host = hostnameOf(text)
  // `::ffff:0:0/96` is an IPv4 address in disguise (RFC 4291 section 2.5.5.2): it must be written as one.
  // A metadata address is let through here, for the policy to name it.
  return host?.startsWith('[::ffff:') && !isMetadata(host) ? null : host
}

function hostnameOf(text: string): string | null {
  const url = URL.parse(`https://${text}/`)
  return url === null || url.hostname === '' ? null : url.hostname
}

function isAscii(text: string): boolean {
  for (let index = 0; index < text.length; index++) if (text.charCodeAt(index) > 0x7f) return false
  return true
}
