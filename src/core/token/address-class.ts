import { embeddedIpv4, isMetadata } from './host-metadata.ts'

/**
 * What an address is for: who dials it decides from that whether a token may go there.
 *
 * `shared` is a carrier's inner network, `reserved` is for no machine that a service runs on.
 */
export type AddressClass =
  | 'public'
  | 'private'
  | 'shared'
  | 'loopback'
  | 'link-local'
  | 'metadata'
  | 'multicast'
  | 'unspecified'
  | 'reserved'

// IANA's registries of special-purpose addresses, IPv4 (RFC 6890 and its successors). The first row that holds an address decides.
const IPV4: readonly (readonly [AddressClass, string, number])[] = [
  ['unspecified', '0.0.0.0', 8],
  ['private', '10.0.0.0', 8],
  ['shared', '100.64.0.0', 10],
  ['loopback', '127.0.0.0', 8],
  ['link-local', '169.254.0.0', 16],
  ['private', '172.16.0.0', 12],
  ['reserved', '192.0.0.0', 24],
  ['reserved', '192.0.2.0', 24],
  ['reserved', '192.88.99.0', 24],
  ['private', '192.168.0.0', 16],
  // For measuring networks; some VPNs hand such addresses out for names that they answer themselves.
  ['private', '198.18.0.0', 15],
  ['reserved', '198.51.100.0', 24],
  ['reserved', '203.0.113.0', 24],
  ['multicast', '224.0.0.0', 4],
  ['reserved', '240.0.0.0', 4],
]

// The same, IPv6: prefixes of what is not global unicast, by their first 16 bits and how many of them count.
const IPV6: readonly (readonly [AddressClass, number, number])[] = [
  ['multicast', 0xff00, 8],
  ['link-local', 0xfe80, 10],
  // Site-local ones are deprecated, and still inner ones: RFC 3879.
  ['private', 0xfec0, 10],
  ['private', 0xfc00, 7],
]

const DOTTED = /^\d{1,3}(?:\.\d{1,3}){3}$/

/**
 * What an address is for; an IPv4 one inside an IPv6 one counts as itself, since that is where the packets go.
 *
 * @param address As a resolver gives it: IPv4, or IPv6 with or without brackets and zone.
 * @returns `reserved` for what is no address.
 */
export function addressClass(address: string): AddressClass {
  if (DOTTED.test(address)) return isMetadata(address) ? 'metadata' : classOfIpv4(address)
  const host = canonicalIpv6(address)
  if (host === null) return 'reserved'
  if (isMetadata(host)) return 'metadata'
  return classOfIpv6(host)
}

/**
 * True when a token may go to an address of this class.
 *
 * @param isOwn Whether the user wrote the very host that led here; a provider's host never lies in an inner network.
 */
export function mayDial(kind: AddressClass, isOwn: boolean): boolean {
  switch (kind) {
    case 'public':
      return true
    case 'private':
    case 'shared':
    case 'loopback':
    case 'link-local':
      return isOwn
    default:
      return false
  }
}

function classOfIpv4(address: string): AddressClass {
  const parts = address.split('.').map(Number)
  if (parts.some((part) => part > 255)) return 'reserved'
  const number = toNumber(address)
  return IPV4.find(([, start, bits]) => prefixOf(number, bits) === prefixOf(toNumber(start), bits))?.[0] ?? 'public'
}

const toNumber = (address: string): number => address.split('.').reduce((sum, part) => sum * 256 + Number(part), 0)

const prefixOf = (number: number, bits: number): number => Math.floor(number / 2 ** (32 - bits))

function classOfIpv6(host: string): AddressClass {
  if (host === '[::]') return 'unspecified'
  if (host === '[::1]') return 'loopback'
  const inner = embeddedIpv4(host)
  if (inner !== null) return addressClass(inner)
  const [first = 0, second = 0] = host
    .slice(1)
    .split(':')
    .map((group) => Number.parseInt(group, 16) || 0)
  const special = IPV6.find(([, start, bits]) => first >> (16 - bits) === start >> (16 - bits))
  if (special !== undefined) return special[0]
  // Only 2000::/3 is given out (RFC 4291 section 2.4). Inside it: Teredo, documentation.
  if (first >> 13 !== 1 || first === 0x3fff) return 'reserved'
  return first === 0x2001 && (second === 0 || second === 0xdb8) ? 'reserved' : 'public'
}

function canonicalIpv6(address: string): string | null {
  const bare = address.replace(/^\[|\]$/g, '').replace(/%.*$/, '')
  if (!/^[0-9a-f:.]{2,45}$/i.test(bare)) return null
  return URL.parse(`http://[${bare}]/`)?.hostname ?? null
}
