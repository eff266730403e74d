import { randomBytes, randomUUID } from 'node:crypto'
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

/** A prefix, thirty characters and their checksum: the form of GitHub's classic tokens and of npm's. */
const checked = (prefix: string): string => {
  const text = letters(30)
  return `${prefix}${text}${checksum(text)}`
}

/** A token of PyPI for a whole account: a macaroon without a caveat, of the form that pymacaroons writes. */
function pypi(): string {
  const field = (type: number, value: Uint8Array): Buffer => Buffer.from([type, value.length, ...value])
  const head = [field(1, Buffer.from('pypi.org')), field(2, Buffer.from(randomUUID())), Buffer.from([0, 0])]
  return `pypi-${Buffer.concat([Buffer.from([2]), ...head, field(6, randomBytes(32))]).toString('base64url')}`
}

const scopes = (...names: string[]): string[] => names.flatMap((name) => ['--scope', name])

/** One of each verdict and of the forms that developers meet most. */
export const SAMPLE_TOKENS: readonly SampleToken[] = [
  {
    name: 'github-release',
    domain: 'project:web',
    secret: () => checked('ghp_'),
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
  { name: 'npm-publish', domain: 'project:web', secret: () => checked('npm_'), more: ['--expires', '5d'] },
  { name: 'pypi-acme-cli', domain: 'project:acme-cli', secret: pypi, more: [] },
  {
    name: 'sentry-web',
    domain: 'project:web',
    secret: () => `sntryu_${randomBytes(32).toString('hex')}`,
    more: [
      ...['--to', 'GET sentry.io/api/0/projects/acme/web/**', '--resource', 'project:web'],
      ...[...scopes('project:read'), '--expires', '200d'],
    ],
  },
  {
    name: 'openai-agents',
    domain: 'project:agents',
    secret: () => `sk-proj-${letters(74)}T3BlbkFJ${letters(74)}`,
    more: ['--expires', '20d'],
  },
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
