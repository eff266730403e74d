import { identify } from '../../src/core/identify/identify.ts'
import { PROVIDERS } from '../../src/core/providers/providers.ts'
import type { Row } from './row.ts'

const base62 = (length: number): string => 'aZ3kQ9xL'.repeat(Math.ceil(length / 8)).slice(0, length)

// One of each kind that costs differently: by prefix alone, with a checksum, decoded, and known to nobody.
const SECRETS = [
  `ghp_${base62(36)}`,
  `github_pat_${base62(82)}`,
  `glpat-${base62(20)}`,
  `npm_${base62(36)}`,
  `sk_live_${base62(24)}`,
  `xoxb-${'1'.repeat(12)}-${'2'.repeat(12)}-${base62(24)}`,
  `AKIA${'BENCHMARKBENCHMA'}`,
  `sk-ant-api03-${base62(93)}AA`,
  ['eyJhbGciOiJub25lIn0', btoa(JSON.stringify({ iss: 'bench', aud: 'bench', exp: 2_000_000_000 })), 'c2ln'].join('.'),
  base62(40),
  'correct horse battery staple',
] as const

/** Measures how many secrets a second are identified over the whole provider table, and that time grows with length only. */
export function benchIdentify(): Row[] {
  return [
    {
      what: 'identify, mixed secrets',
      against: 'itself',
      value: rate(SECRETS, 400_000),
      unit: '/s',
      bound: { at: 'least', value: 50_000 },
    },
    {
      what: 'identify, 10 × the length',
      against: '100 kB',
      value: growth(),
      unit: '×',
      bound: { at: 'most', value: 15 },
    },
  ]
}

function rate(secrets: readonly string[], count: number): number {
  const round = (times: number): void => {
    for (let n = 0; n < times; n++) identify(secrets[n % secrets.length] ?? '', PROVIDERS)
  }
  round(count / 10)
  const from = performance.now()
  round(count)
  return count / ((performance.now() - from) / 1000)
}

/** The worst ratio of 1 MB to 100 kB over each prefix followed by one repeated character of its own. */
function growth(): number {
  const prefixes = PROVIDERS.flatMap(({ formats }) => formats.map(({ prefix }) => prefix))
  const cost = (prefix: string, length: number): number => {
    const text = prefix.padEnd(length, prefix.at(-1) ?? 'a')
    return Math.min(...Array.from({ length: 4 }, () => timeOf(() => identify(text, PROVIDERS))))
  }
  // Under half a millisecond the clock and the scheduler decide, not the code.
  const ratios = prefixes.map((prefix) => cost(prefix, 1_000_000) / Math.max(cost(prefix, 100_000), 0.5))
  return Math.max(...ratios)
}

function timeOf(run: () => unknown): number {
  const from = performance.now()
  run()
  return performance.now() - from
}
