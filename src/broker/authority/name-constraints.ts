import { isIPv6 } from 'node:net'
import { isAddress } from '../../core/token/host.ts'
import { der, explicit, implicit, sequence } from './der.ts'

// GeneralName, RFC 5280 section 4.2.1.6.
const DNS_NAME = 2
const IP_ADDRESS = 7

const PERMITTED = 0
const EXCLUDED = 1

/** A name as certificates hold it. @param host Canonical: a name, an IPv4 address, or an IPv6 one in brackets. */
export const generalName = (host: string): Buffer =>
  isAddress(host) ? implicit(IP_ADDRESS, addressBytes(host)) : dnsName(host)

/**
 * What an authority may sign for: these hosts, and nothing else. RFC 5280 section 4.2.1.10.
 *
 * A name in a constraint stands for everything below it, too: X.509 cannot say less. `*.example.com` therefore permits
 * example.com and all below. A kind of name of which none is permitted would be free, so it is excluded as a whole:
 * without that, openssl takes a certificate for any address.
 *
 * @param hosts Canonical hosts, a star as the first label at most.
 */
export function nameConstraints(hosts: readonly string[]): Buffer {
  const addresses = hosts.filter(isAddress)
  const names = hosts.filter((host) => !isAddress(host)).map((host) => host.replace(/^\*\./, ''))
  const permitted = [
    ...Array.from(new Set(names), dnsName),
    ...Array.from(new Set(addresses), (host) => range(addressBytes(host))),
  ]
  const excluded = [
    // The empty name stands above all others.
    ...(names.length === 0 ? [dnsName('')] : []),
    ...(addresses.some((host) => !isV6(host)) ? [] : [everyAddress(4)]),
    ...(addresses.some(isV6) ? [] : [everyAddress(16)]),
  ]
  return sequence(...subtrees(PERMITTED, permitted), ...subtrees(EXCLUDED, excluded))
}

const subtrees = (number: number, names: readonly Buffer[]): Buffer[] =>
  names.length === 0 ? [] : [explicit(number, ...names.map((name) => sequence(name)))]

const dnsName = (name: string): Buffer => implicit(DNS_NAME, Buffer.from(name, 'latin1'))

const range = (address: Uint8Array, mask = Buffer.alloc(address.length, 0xff)): Buffer =>
  der(0x80 | IP_ADDRESS, address, mask)

const everyAddress = (length: number): Buffer => range(Buffer.alloc(length), Buffer.alloc(length))

const isV6 = (host: string): boolean => host.startsWith('[')

function addressBytes(host: string): Buffer {
  if (!isV6(host)) return Buffer.from(host.split('.').map(Number))
  return ipv6Bytes(host.slice(1, -1))
}

/** @param address Canonical: hexadecimal groups, one run of zeros left out at most. */
function ipv6Bytes(address: string): Buffer {
  if (!isIPv6(address)) throw new TypeError('not an IPv6 address')
  const [head = '', tail] = address.split('::')
  const groups = (text: string): number[] =>
    text === '' ? [] : text.split(':').map((group) => Number.parseInt(group, 16))
  const [before, after] = [groups(head), groups(tail ?? '')]
  const all = [...before, ...Array<number>(8 - before.length - after.length).fill(0), ...after]
  return Buffer.from(all.flatMap((group) => [group >> 8, group & 0xff]))
}
