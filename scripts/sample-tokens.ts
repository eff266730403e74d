import { randomBytes } from 'node:crypto'
import { crc32 } from 'node:zlib'

/** A token that nobody ever issued; it has a provider's form and random content, new at each start. */
export interface SampleToken {
  readonly name: string
  readonly domain: string
  readonly secret: () => string
  /** Further arguments of `bulkhead add`. */
  readonly more: readonly string[]
}

const LETTERS = 'ABCDEFGHJKMNPQRSTUVWXYZabcdefghjkmnpqrstuvwxyz23456789'
const BASE62 = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'

const letters = (length: number): string =>
  Array.from(randomBytes(length), (byte) => LETTERS[byte % LETTERS.length]).join('')

const digits = (length: number): string => Array.from(randomBytes(length), (byte) => byte % 10).join('')

/** The checksum at the end of GitHub's tokens: CRC-32 in base 62, six characters. */
function checksum(text: string): string {
  let rest = crc32(text)
  let end = ''
  for (; end.length < 6; rest = Math.floor(rest / 62)) end = BASE62.charAt(rest % 62) + end
  return end
}

const classic = (): string => {
  const text = letters(30)
  return `ghp_${text}${checksum(text)}`
}

const scopes = (...names: string[]): string[] => names.flatMap((name) => ['--scope', name])

/** One of each verdict and of the forms that developers meet most. */
export const SAMPLE_TOKENS: readonly SampleToken[] = [
  {
    name: 'github-release',
    domain: 'project:web',
    secret: classic,
    more: [
      ...['--to', 'api.github.com/repos/acme/web/**', '--to', 'uploads.github.com/repos/acme/web/**'],
      ...scopes('repo', 'admin:org', 'workflow'),
    ],
  },
  {
    name: 'github-web',
    domain: 'project:web',
    secret: () => `github_pat_${letters(22)}_${letters(59)}`,
    more: [
      ...['--to', 'api.github.com/repos/acme/web/**', '--resource', 'repository:acme/web'],
      ...scopes('contents:read'),
      ...['--expires', '60d'],
    ],
  },
  { name: 'stripe-live', domain: 'service:billing', secret: () => `sk_live_${letters(24)}`, more: [] },
  {
    name: 'gitlab-ci',
    domain: 'project:api',
    secret: () => `glpat-${letters(20)}`,
    more: ['--to', 'gitlab.com/api/v4/projects/4711/**', ...scopes('read_api'), '--expires', '12d'],
  },
  { name: 'npm-publish', domain: 'project:web', secret: () => `npm_${letters(36)}`, more: ['--expires', '5d'] },
  {
    name: 'slack-deploys',
    domain: 'service:deploys',
    secret: () => `xoxb-${digits(12)}-${digits(12)}-${letters(24)}`,
    more: [...scopes('chat:write'), '--resource', 'channel:deploys'],
  },
  {
    name: 'acme-dataset',
    domain: 'dataset:acme-eu',
    secret: () => letters(40),
    more: ['--to', 'GET api.acme.example/v1/**', '--env', 'ACME_KEY', '--expires', '90d'],
  },
]

/** What of them the sample project `web` uses. */
export const BOUND_SAMPLES: readonly string[] = ['github-web', 'npm-publish']
