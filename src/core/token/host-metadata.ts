// Where clouds answer any process on a machine with its credentials. Sources: the clouds' own manuals for instance and task
// metadata: AWS (EC2, ECS, EKS pod identity), Google Cloud, Azure (and its wire server), Alibaba Cloud, Oracle Cloud,
// Tencent Cloud, Scaleway, Equinix Metal.
const ADDRESSES: ReadonlySet<string> = new Set([
  '169.254.169.254',
  '169.254.170.2',
  '169.254.170.23',
  '168.63.129.16',
  '100.100.100.200',
  '192.0.0.192',
  '169.254.0.23',
  '169.254.42.42',
])

const IPV6: ReadonlySet<string> = new Set([
  '[fd00:ec2::254]',
  '[fd00:ec2::23]',
  '[fd20:ce::254]',
  '[fd00:c1::a9fe:a9fe]',
  '[fd00:42::42]',
  '[fe80::a9fe:a9fe]',
])

const NAMES: readonly string[] = [
  'metadata.google.internal',
  'metadata.goog',
  'instance-data.ec2.internal',
  'metadata.azure.internal',
  'metadata.tencentyun.com',
  'metadata.platformequinix.com',
  'metadata.packet.net',
]

/** True for a host that hands out a machine's own credentials, also when a v6 address wraps it; takes a canonical host or `*.` and one. */
export function isMetadata(host: string): boolean {
  if (host.startsWith('*.')) return NAMES.some((name) => name.slice(name.indexOf('.') + 1) === host.slice(2))
  if (host.startsWith('[')) return IPV6.has(host) || ADDRESSES.has(embeddedIpv4(host) ?? '')
  return ADDRESSES.has(host) || NAMES.includes(host)
}

/**
 * The IPv4 address that an IPv6 address leads to, for mapped, compatible, NAT64 (RFC 6052) and 6to4 (RFC 3056) ones.
 *
 * @param host Canonical, in brackets.
 */
export function embeddedIpv4(host: string): string | null {
  const groups = groupsOf(host.slice(1, -1))
  const [first = 0, second = 0, third = 0] = groups
  if (first === 0x2002) return dotted(second, third)
  const isNat64 = first === 0x64 && second === 0xff9b
  const isLow = groups.slice(0, 5).every((group) => group === 0) && (groups[5] === 0 || groups[5] === 0xffff)
  return isNat64 || isLow ? dotted(groups[6] ?? 0, groups[7] ?? 0) : null
}

function groupsOf(address: string): number[] {
  const [head = '', tail] = address.split('::')
  const before = numbers(head)
  const after = numbers(tail ?? '')
  const gap = tail === undefined ? 0 : 8 - before.length - after.length
  return [...before, ...Array<number>(gap).fill(0), ...after]
}

const numbers = (text: string): number[] =>
  text === '' ? [] : text.split(':').map((group) => Number.parseInt(group, 16))

const dotted = (high: number, low: number): string => [high >> 8, high & 0xff, low >> 8, low & 0xff].join('.')
