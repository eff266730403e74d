import type { Destination } from '../token/destination-grammar.ts'
import { canonicalHost, isAddress } from '../token/host.ts'

/** What never needs a proxy, as clients write it. Names and addresses are compared as text, so each form stands here. */
const LOOPBACK: readonly string[] = ['localhost', '127.0.0.1', '::1', '[::1]']

type Place = Pick<Destination, 'host' | 'port'>

/**
 * The exceptions of a brokered session: those inherited but for what would lead a bound host past the broker, and loopback.
 *
 * @param inherited Values of `NO_PROXY` and its lower-case twin. Entries stand between commas or blanks.
 * @param bound Every place that a token of the session may go to.
 */
export function noProxy(inherited: readonly string[], bound: readonly Place[]): string {
  const kept = [...entriesOf(inherited), ...LOOPBACK].filter((entry) => !bound.some((place) => covers(entry, place)))
  return [...new Set(kept)].join(',')
}

/**
 * True when exceptions say that a place is asked past the proxy, as most clients read them: a name takes in what is below it,
 * with or without a dot or a star in front.
 *
 * @param inherited Values of `NO_PROXY` and its lower-case twin.
 */
export const isExcepted = (inherited: readonly string[], place: Place): boolean =>
  entriesOf(inherited).some((entry) => covers(entry, place) && isByLabel(entry, place.host))

const entriesOf = (values: readonly string[]): string[] =>
  values.flatMap((value) => value.split(/[\s,]+/)).filter((entry) => entry !== '')

/** False for an ending that is no whole label: `xample.com` of `example.com`. */
function isByLabel(entry: string, host: string): boolean {
  if (entry === '*' || isAddress(host)) return true
  const name = nameOf(splitPort(entry.toLowerCase()).host)
  return host === name || host.endsWith(`.${name}`)
}

/** The name of an entry, without what stands in front of it. */
function nameOf(host: string): string {
  const name = host.replace(/^\*?\.?/, '')
  return canonicalHost(name) ?? name
}

/**
 * True when some client takes an entry to mean this place.
 *
 * Clients disagree: a dot or a star in front may or may not take in the host itself, an entry without either may or may
 * not take in what is below, and some compare endings without regard to dots. Whatever one of them covers is covered.
 */
function covers(entry: string, place: Place): boolean {
  if (entry === '*') return true
  if (entry.includes('/')) return isAddress(place.host) && isInRange(bare(place.host), entry)
  const { host, port } = splitPort(entry.toLowerCase())
  if (port !== null && port !== place.port) return false
  const name = nameOf(host)
  const target = place.host.replace(/^\*\./, '')
  if (isAddress(place.host)) return bare(name) === bare(target)
  const isBelowStar = place.host !== target && name.endsWith(`.${target}`)
  return name !== '' && (target.endsWith(name) || isBelowStar)
}

/** `host`, `host:port`, an IPv6 address with or without brackets. */
function splitPort(entry: string): { host: string; port: number | null } {
  const [, host = entry, port] = /^(\[[^\]]*\]|[^:]*):(\d{1,5})$/.exec(entry) ?? []
  return { host, port: port === undefined ? null : Number(port) }
}

const bare = (host: string): string => host.replace(/^\[|\]$/g, '')

/** True when an address lies in a range such as `10.0.0.0/8` or `fd00::/8`. */
function isInRange(address: string, range: string): boolean {
  const [start = '', length = ''] = range.split('/')
  const [one, other] = [bitsOf(address), bitsOf(bare(start))]
  if (one === null || other === null || one.length !== other.length || !/^\d{1,3}$/.test(length)) return false
  return one.slice(0, Number(length)) === other.slice(0, Number(length))
}

function bitsOf(address: string): string | null {
  const host = canonicalHost(address.includes(':') ? `[${address}]` : address)
  if (host === null || !isAddress(host)) return null
  return host.startsWith('[') ? bitsOfIpv6(bare(host)) : binary(host.split('.').map(Number), 8)
}

function bitsOfIpv6(address: string): string {
  const [head = '', tail = ''] = address.split('::')
  const groups = (text: string): number[] =>
    text === '' ? [] : text.split(':').map((group) => Number.parseInt(group, 16))
  const [before, after] = [groups(head), groups(tail)]
  return binary([...before, ...Array<number>(8 - before.length - after.length).fill(0), ...after], 16)
}

const binary = (parts: readonly number[], width: number): string =>
  parts.map((part) => part.toString(2).padStart(width, '0')).join('')
