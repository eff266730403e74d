import { describe, expect, it } from 'vitest'
import { crc32 } from '../identify/crc32.ts'
import { identify } from '../identify/identify.ts'
import { sampleSecret } from '../identify/testing/sample-secret.ts'
import { hasBase62Checksum } from './base62-checksum.ts'
import { PROVIDERS, providerById } from './providers.ts'
import { HOST_SAMPLES } from './testing/host-samples.ts'

const named = (text: string): string => {
  const { provider, format } = identify(text, PROVIDERS)
  return provider && format ? `${provider.id} ${format.kind}` : 'unknown'
}

const SAMPLES = HOST_SAMPLES.map(([provider, kind, shortest, longest = shortest]) => ({
  provider,
  kind,
  shortest,
  longest,
}))

// Read by what is inside them, or of no one length.
const LONG_FORMS = new Set([
  'github stateless app installation token',
  'gitlab CI job JWT',
  'gcp service account key',
  'gcp user credentials file',
  'azure storage connection string',
  'azure Service Bus connection string',
  'azure Cosmos DB connection string',
  'azure IoT Hub connection string',
  'azure shared access signature',
  'pypi API token',
  'pypi TestPyPI API token',
])

const OWNERS = [...new Set([...HOST_SAMPLES.map(([provider]) => provider), 'pypi'])]

describe('the forms of hosts', () => {
  it('each have a sample', () => {
    const sampled = new Set(HOST_SAMPLES.map(([provider, kind]) => `${provider} ${kind}`))
    const all = OWNERS.flatMap((id) => providerById(id)?.formats.map(({ kind }) => `${id} ${kind}`) ?? [])
    expect(all.filter((form) => !sampled.has(form) && !LONG_FORMS.has(form))).toEqual([])
    expect([...sampled].filter((form) => !all.includes(form))).toEqual([])
  })

  it.each(SAMPLES)('know $provider $kind', ({ provider, kind, shortest, longest }) => {
    for (const text of [shortest, longest]) expect(named(sampleSecret({ text }))).toBe(`${provider} ${kind}`)
  })

  it.each(SAMPLES)(
    'do not know $provider $kind cut by one, grown by one, in other letters',
    ({ provider, kind, shortest, longest }) => {
      const short = sampleSecret({ text: shortest })
      const long = sampleSecret({ text: longest })
      const middle = Math.floor(short.length * 0.7)
      const near = [
        short.slice(0, -1),
        `${long}x`,
        `${long}=======`,
        `x${short}`,
        `${short.slice(0, middle)}!${short.slice(middle + 1)}`,
        `${short.slice(0, middle)}é${short.slice(middle + 1)}`,
        `${short} ${short}`,
      ]
      for (const text of near) expect(named(text)).not.toBe(`${provider} ${kind}`)
    },
  )

  it('match one text at most once', () => {
    const forms = PROVIDERS.flatMap((provider) => provider.formats.map((format) => ({ provider, format })))
    for (const [, , shortest, longest = shortest] of HOST_SAMPLES) {
      for (const recipe of [shortest, longest]) {
        const text = sampleSecret({ text: recipe })
        expect(forms.filter(({ format }) => format.pattern.test(text))).toHaveLength(1)
      }
    }
  })

  it.each([
    'hunter2',
    '{hex:32}',
    '{hex:36}',
    '{hex:38}',
    '{hex:40}',
    '{hex:64}',
    '{base62:40}',
    '{base62:52}',
    '{base62:64}',
    '{base62:86}==',
    '{hex:8}-{hex:4}-{hex:4}-{hex:4}-{hex:12}',
    '1//{base62:20}',
    'sbp_{base62:40}',
    'rnd_config',
    'fm2_hi',
    'sha256~{base62:20}',
    '{"type":"other"}',
    'https://acme.blob.core.windows.net/web/logo.png?sv=2024-01-01',
  ])('leave %s unknown, which could be anything', (text) => {
    expect(named(sampleSecret({ text }))).toBe('unknown')
  })
})

describe('forms that hold more than characters', () => {
  const SIG = '{base62:43}%3D'

  it.each([
    ['sv=2024-11-04&ss=b&srt=sco&sp=rwdl&se=2027-01-01T00:00:00Z&spr=https&sig=', 'azure shared access signature'],
    ['?sp=r&st=2026-11-01T00:00:00Z&se=2027-01-01T00:00:00Z&sv=2024-11-04&sr=c&sig=', 'azure shared access signature'],
    ['https://acme.blob.core.windows.net/web?sp=r&sv=2024-11-04&sr=c&sig=', 'azure shared access signature'],
    ['https://acme.example/web?sp=r&sv=2024-11-04&sr=c&sig=', 'unknown'],
    ['sv=2024-11-04&sr=c&sp=r', 'unknown'],
  ])('know %s', (start, form) => {
    expect(named(sampleSecret({ text: `${start}${start.endsWith('sig=') ? SIG : ''}` }))).toBe(form)
  })

  it('know a connection string with an account key', () => {
    const key = sampleSecret({ text: '{base62:76}+ASt{base62:5}A==' })
    const text = `DefaultEndpointsProtocol=https;AccountName=acme;AccountKey=${key};EndpointSuffix=core.windows.net`
    expect(named(text)).toBe('azure storage connection string')
    expect(named(text.replace('AccountKey', 'SharedKey'))).toBe('unknown')
  })

  it('know the two key files of Google Cloud apart', () => {
    const file = (type: string) =>
      JSON.stringify({ type, project_id: 'acme', client_email: 'a@acme.iam.gserviceaccount.com' })
    expect(named(file('service_account'))).toBe('gcp service account key')
    expect(named(file('authorized_user'))).toBe('gcp user credentials file')
    expect(named(JSON.stringify({ client_id: 'x', refresh_token: 'y', type: 'authorized_user' }, null, 2))).toBe(
      'gcp user credentials file',
    )
    expect(named(file('external_account'))).toBe('unknown')
  })

  it('know the members of a Fly.io token, and its user’s own', () => {
    const member = sampleSecret({ text: 'fm2_{base62:600}' })
    const user = sampleSecret({ text: 'fo1_{base62:43}' })
    expect(named(`FlyV1 ${member},${member}`)).toBe('fly macaroon with scheme')
    expect(named(`FlyV1 ${member},${member},${user}`)).toBe('fly session token with scheme')
    expect(named(`${member},${user}`)).toBe('fly session token')
    expect(named(`${member},`)).toBe('unknown')
    expect(named(Array(64).fill(member).join(','))).toBe('fly macaroon')
    expect(named(Array(65).fill(member).join(','))).toBe('unknown')
  })

  it('know the JWTs of GitHub and GitLab', () => {
    const jwt = sampleSecret({ jwt: { iss: 'x', exp: 1893456000 } })
    expect(named(`ghs_12345_${jwt}`)).toBe('github stateless app installation token')
    expect(named(`glcbt-${jwt}`)).toBe('gitlab CI job JWT')
  })
})

describe('where a host’s token goes', () => {
  it('is the test index for a token of the test index, and never the other', () => {
    const [live, test] = ['pypi.org', 'test.pypi.org'].map((location) =>
      sampleSecret({ pypi: [[1, ['web']]], location }),
    )
    expect(identify(live ?? '', PROVIDERS).contents?.destinations).toBe(undefined)
    expect(identify(test ?? '', PROVIDERS).contents?.destinations).toEqual(['test.pypi.org'])
  })
})

describe('checksums of hosts', () => {
  const digits36 = (text: string): string => crc32(text).toString(36).padStart(7, '0')
  const digits16 = (text: string): string => crc32(text).toString(16).toUpperCase().padStart(8, '0')
  const swapped = (text: string): string => text.slice(0, -1) + (text.endsWith('0') ? '1' : '0')

  // The entropy and the checksum of GitHub's own sample; npm's tokens are made alike.
  const SAMPLE = ['zQWBuTSOoRi4A9spHcVY5ncnsDkxkJ', '0mLq17'].join('')
  const ROUTABLE = sampleSecret({ text: 'glpat-{base62:40}.01.14' })
  const BITBUCKET = sampleSecret({ text: 'ATCTT3xFfGN0{base62:120}=' })
  const PASSWORD = sampleSecret({ text: 'ATBB{base62:24}' })
  // The example of the registry's own test, in parts.
  const CRATES = ['cio_tp_', 'gGK6jurSwKyl9V3Az19z7YEFQI9aoOO', 'd'].join('')

  it.each([
    ['github', `ghp_${SAMPLE}`],
    ['npm', `npm_${SAMPLE}`],
    ['gitlab', `${ROUTABLE}${digits36(ROUTABLE)}`],
    ['bitbucket access token', `${BITBUCKET}${digits16(BITBUCKET)}`],
    ['bitbucket app password', `${PASSWORD}${digits16(PASSWORD)}`],
    ['crates', CRATES],
  ])('of %s are verified, and one wrong character is seen', (_, text) => {
    expect(identify(text, PROVIDERS).checksum).toBe('valid')
    expect(identify(swapped(text), PROVIDERS).checksum).toBe('wrong')
    const inside = text.length - 12
    const other = text.charAt(inside) === 'a' ? 'b' : 'a'
    expect(identify(`${text.slice(0, inside)}${other}${text.slice(inside + 1)}`, PROVIDERS).checksum).toBe('wrong')
  })

  it('are not claimed where nobody publishes one', () => {
    for (const text of [
      'glpat-{base62:20}',
      'github_pat_{base62:22}_{base62:59}',
      'cfut_{base62:40}{hex:8}',
      'cio{base62:32}',
    ]) {
      expect(identify(sampleSecret({ text }), PROVIDERS).checksum).toBe('none')
    }
  })

  it('in base 62 are padded with zeros, and are never those of an empty text', () => {
    expect(hasBase62Checksum('')).toBe(false)
    expect(hasBase62Checksum('npm_')).toBe(false)
    // The CRC-32 of nothing is 0.
    expect(hasBase62Checksum('x_000000')).toBe(true)
  })
})
