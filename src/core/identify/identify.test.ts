import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { PROVIDERS } from '../providers/providers.ts'
import { identify } from './identify.ts'
import { cpuTime } from './testing/cpu-time.ts'
import { flySecret } from './testing/fly-secret.ts'
import { type Recipe, sampleSecret } from './testing/sample-secret.ts'

// What is tried is the same in each run.
fc.configureGlobal({ seed: 20_261_124 })

const FORMATS = PROVIDERS.flatMap((provider) => provider.formats.map((format) => ({ provider, format })))

// GitHub's own example of its checksum, in parts: entropy, then the last six.
const GITHUB_SAMPLE = ['zQWBuTSOoRi4A9spHcVY5ncnsDkxkJ', '0mLq17'] as const

describe('identify', () => {
  it.each(['', ' ', '\n', 'hunter2', 'ghp_', 'sk-', 'null', '{}', '0', '\u0000', '💥', 'ey.ey.', '....'])(
    'does not know %j',
    (text) => {
      expect(identify(text, PROVIDERS)).toMatchObject({
        provider: null,
        format: null,
        checksum: 'none',
        expiresAt: null,
      })
    },
  )

  it.each(['ghp', 'gho', 'ghu', 'ghs', 'ghr'])('verifies the checksum of %s_ tokens', (prefix) => {
    const [entropy, last] = GITHUB_SAMPLE
    expect(identify(`${prefix}_${entropy}${last}`, PROVIDERS).checksum).toBe('valid')
    expect(identify(`${prefix}_${entropy}${last.slice(0, -1)}8`, PROVIDERS).checksum).toBe('wrong')
    expect(identify(`${prefix}_${entropy.replace('z', 'y')}${last}`, PROVIDERS).checksum).toBe('wrong')
  })

  it('says what a cut token begins like, and calls it by no provider', () => {
    const cut = identify(sampleSecret({ text: 'ghp_{base62:35}' }), PROVIDERS)
    expect([cut.provider, cut.resembles?.provider.id, cut.resembles?.format.kind]).toEqual([
      null,
      'github',
      'classic PAT',
    ])
  })

  it.each(FORMATS)('takes 100 kB that begin like $provider.id $format.kind in a few milliseconds', ({ format }) => {
    const bodies = [
      'a',
      'A',
      '0',
      '-',
      '_',
      '.',
      '/',
      ' ',
      '=',
      '\n',
      'T3BlbkFJ',
      'ey',
      '.ey',
      'a.',
      format.prefix || '1:A',
      'é',
    ]
    const texts = bodies.flatMap((body) => {
      const long = `${format.prefix}${body.repeat(100_000 / body.length)}`
      return [long, `${long}!`, `${long}\n`, ` ${long} `]
    })
    for (const text of texts) expect(cpuTime(() => identify(text, PROVIDERS))).toBeLessThan(50)
  })

  it('names one form at most for any text that a form can make', () => {
    for (const recipe of RECIPES) {
      const text = sampleSecret(recipe)
      const matching = FORMATS.filter(({ format }) => text.startsWith(format.prefix) && format.pattern.test(text))
      expect(matching.map(({ provider, format }) => `${provider.id} ${format.kind}`)).toHaveLength(1)
    }
  })

  it('never throws', () => {
    const prefixed = fc
      .tuple(fc.constantFrom(...FORMATS.map(({ format }) => format.prefix)), fc.string())
      .map((parts) => parts.join(''))
    fc.assert(
      fc.property(fc.oneof(prefixed, fc.string({ unit: 'binary' })), (text) => identify(text, PROVIDERS) !== null),
      { numRuns: 3000 },
    )
  })

  it('identifies more than 50,000 secrets a second', () => {
    const secrets = RECIPES.map(sampleSecret)
    // As many as a scan meets: the first few thousand are what V8 takes to compile the readers.
    const rounds = Math.ceil(20_000 / secrets.length)
    const milliseconds = cpuTime(() => {
      for (let round = 0; round < rounds; round++) for (const secret of secrets) identify(secret, PROVIDERS)
    })
    expect((rounds * secrets.length) / (milliseconds / 1000)).toBeGreaterThan(50_000)
  })
})

const base64 = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64')

const RECIPES: readonly Recipe[] = [
  { text: 'ghp_{base62:36}' },
  { text: 'github_pat_{base62:22}_{base62:59}' },
  { text: 'ghs_{base62:36}' },
  { text: 'ghs_{base62:60}.{base62:200}.{base62:200}' },
  { text: 'ghr_{base62:76}' },
  { text: 'glpat-{base62:20}' },
  { text: 'npm_{base62:36}' },
  { pypi: [[1, ['web']]] },
  { text: 'xoxb-{digits:12}-{digits:12}-{base62:24}' },
  { text: 'xoxe.xoxp-1-{base62:146}' },
  { text: 'sk_live_{base62:24}' },
  { text: 'rk_test_{base62:24}' },
  { text: 'AKIA{base32:16}' },
  { text: 'sk-proj-{base62:74}T3BlbkFJ{base62:74}' },
  { text: 'sk-{base62:20}T3BlbkFJ{base62:20}' },
  { text: 'sk-ant-api03-{base62:93}AA' },
  { text: 'sk-ant-admin01-{base62:93}AA' },
  { text: 'cfut_{base62:40}{hex:8}' },
  { text: '{hex:37}' },
  { jwt: { iss: 'https://id.example', aud: 'https://api.x.example', scope: 'read:orders', exp: 1893456000 } },
  { text: 'sbp_{hex:40}' },
  { text: 'sbp_fc{hex:40}' },
  { text: 'hvs.{base62:90}' },
  { text: '{digits:10}:A{base62:34}' },
  { text: 'ASIA{base32:16}' },
  {
    text: flySecret({
      caveats: [
        [0, [1, 31]],
        [3, [new Map([[7, 31]])]],
        [4, [0, 1893456000]],
      ],
    }),
  },
  {
    text: `sntrys_${base64({ iat: 1893456000.5, url: 'https://sentry.io', region_url: 'https://us.sentry.io', org: 'acme' })}_{base62:43}`,
  },
  { text: `glc_${base64({ o: '424242', n: 'metrics', k: 'k'.repeat(24), m: { r: 'prod-eu-west-2' } })}` },
]
