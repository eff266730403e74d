import { describe, expect, it } from 'vitest'
import { crc32 } from '../identify/crc32.ts'
import { identify } from '../identify/identify.ts'
import { sampleSecret } from '../identify/testing/sample-secret.ts'
import { gradeScope } from '../reach/grade-scope.ts'
import vectors from '../reach/verdict-services.vectors.json' with { type: 'json' }
import type { Format } from '../token/provider.ts'
import { PROVIDERS, providerById } from './providers.ts'

const identified = (text: string) => {
  const { provider, format, checksum } = identify(sampleSecret({ text }), PROVIDERS)
  return provider === null ? null : `${provider.id} ${format?.kind} ${checksum}`
}

const SERVICES =
  `stripe square shopify paypal braintree easypost sendgrid mailgun mailchimp postmark resend brevo twilio telegram discord slack
   linear notion atlassian asana airtable figma postman readme monday dropbox ngrok sentry grafana datadog newrelic dynatrace
   pagerduty launchdarkly opsgenie posthog honeycomb openai anthropic google-ai groq xai perplexity replicate together elevenlabs openrouter
   mistral cohere deepseek huggingface vault doppler 1password infisical tailscale pem age`.split(/\s+/)

const FORMS: readonly [string, Format][] = SERVICES.flatMap((id) =>
  (providerById(id)?.formats ?? []).map((format): [string, Format] => [`${id} ${format.kind}`, format]),
)

describe('services', () => {
  it.each(SERVICES)('are in the table: %s', (id) => {
    expect(providerById(id)?.id).toBe(id)
  })

  it.each([
    // Nearly a form, and none: a character short or long, of another alphabet, or with something around it.
    'sk_live_{base62:9}',
    'sk_live_{base62:20}!{base62:9}',
    'sk_demo_{base62:24}',
    'pk_live_',
    'sk_{hex:47}',
    'sk_{hex:49}',
    'EAAA{base62:20}',
    'EAAB{base62:60}',
    'EAAA{base62:180}',
    'sq0idp-{base62:22}',
    'shpat_{hex:31}',
    'shpat_{base62:32}',
    'shpxx_{hex:32}',
    ['access_token', 'staging', '{lower:16}', '{hex:32}'].join('$'),
    'EZAK{base62:53}',
    'SG.{base62:22}',
    'SG.{base62:22}.{base62:20}',
    'key-{hex:33}',
    'pubkey-{hex:31}',
    '{hex:32}-us',
    '{hex:32}-eu1',
    '{hex:31}-us1',
    '{hex:32}-{hex:8}-{hex:7}',
    're_{base62:24}',
    'SK{hex:31}',
    'AC{hex:33}',
    'AC{hex:32}:{hex:31}',
    '{digits:10}:B{base62:34}',
    '{digits:4}:A{base62:34}',
    '{digits:10}:A{base62:33}',
    'A{base62:25}.{base62:6}.{base62:38}',
    'M{base62:25}.{base62:5}.{base62:38}',
    'https://discord.com/api/webhooks/{digits:18}',
    'https://discord.com.evil.example/api/webhooks/{digits:18}/{base62:68}',
    'https://hooks.slack.com.evil.example/services/T{base32:8}/B{base32:8}/{base62:24}',
    'xoxz-{digits:12}-{digits:12}-{base62:24}',
    'xoxb-{base62:8}',
    'lin_api_{base62:39}',
    'lin_oauth_{base62:64}',
    'ntn_{base62:20}',
    'ATATT3{base62:60}',
    '2/{digits:16}:{hex:32}',
    '1/{digits:16}:{hex:31}',
    'pat{base62:13}.{hex:64}',
    'pat{base62:14}.{hex:63}',
    'figd_{base62:20}',
    'PMAK-{hex:24}-{hex:33}',
    'PMAT-{base32:25}',
    'rdme_{hex:69}',
    'sl.{base62:60}',
    '{base62:11}AAAAAAAAA{base62:44}',
    '9{base62:26}_{base62:21}',
    'sntryu_{hex:63}',
    'sntryx_{hex:64}',
    'glsa_{base62:32}_{hex:7}',
    'ddpat_{base62:8}',
    'pub{hex:31}',
    'NRAK-{base32:26}',
    '{hex:32}FFFFNRA',
    'dt0c01.{base32:24}.{base32:63}',
    'dt0c02.{base32:24}.{base32:64}',
    'u+{base62:17}',
    'pdus+_2XBPWQQ_{hex:8}-{hex:4}-{hex:4}-{hex:4}-{hex:12}',
    'api-{hex:8}-{hex:4}-{hex:4}-{hex:4}-{hex:11}',
    'xyz-{hex:8}-{hex:4}-{hex:4}-{hex:4}-{hex:12}',
    'phc_{base62:20}',
    'hcaik_{lower:57}',
    'hcxmk_{lower:26}',
    'sk-proj-{base62:10}',
    'sk-{base62:48}',
    'sk-ant-{base62:40}',
    'sk-ant-api-{base62:40}',
    'gsk_{base62:30}',
    'AQ.{base62:40}',
    'AQ.{base62:70}',
    'xai-{base62:40}',
    'pplx-{base62:47}',
    'pplx-70b-online',
    'r8_{base62:36}',
    'tgp_v1_{base62:42}',
    'sk-or-v1-{hex:63}',
    'hf_{base62:20}',
    'hvs.{base62:23}',
    's.{base62:23}',
    's.{base62:25}',
    'dp.xx.{base62:43}',
    'dp.pt.{base62:39}',
    'ops_{base62:300}',
    'A3-{base32:6}-{base32:6}-{base32:5}',
    'st.{hex:24}.{hex:32}',
    'tskey-{base62:30}',
    'tskey-auth-{base62:5}',
    '-----BEGIN PUBLIC KEY-----\n{base62:64}\n-----END PUBLIC KEY-----',
    '-----BEGIN CERTIFICATE-----\n{base62:64}\n-----END CERTIFICATE-----',
    'age1{lower:58}',
    // What may be the key of many is called by nobody's name.
    '{hex:32}',
    '{hex:40}',
    '{base62:32}',
    '{base62:40}',
    '{hex:64}',
    '{hex:8}-{hex:4}-{hex:4}-{hex:4}-{hex:12}',
  ])('call nothing theirs that only looks so: %s', (text) => {
    expect(identified(text)).toBeNull()
  })

  it.each(FORMS.filter(([, { suffix }]) => suffix === 'public' || suffix === 'test'))(
    'never say that a public or a test key reaches a whole account: %s',
    (_, format) => {
      expect(['resource', 'several']).toContain(format.breadth)
      expect(format.access).not.toBe('admin')
      expect(format.master).toBeUndefined()
    },
  )

  it.each(FORMS)('say what each form tells: %s', (_, { says }) => {
    expect(says).toMatch(/^(?:[a-z]|OAuth|New Relic)/)
    expect(says).not.toMatch(/[.!]$/)
  })

  it('take no text for two forms, of all whose verdict is pinned', () => {
    const forms = PROVIDERS.flatMap(({ id, formats }) => formats.map((format) => ({ id, format })))
    for (const { input } of vectors) {
      const text = sampleSecret(input.secret).trim()
      const fits = forms.filter(({ format: { prefix, pattern } }) => text.startsWith(prefix) && pattern.test(text))
      expect(fits.map(({ id, format }) => `${id} ${format.kind}`).slice(1)).toEqual([])
    }
  })

  it('fill in the page of Slack with what a bot needs, and no more', () => {
    const need = { name: 'w'.repeat(60), scopes: ['chat:write', 'channels:history', 'a"b', '*'], resources: [] }
    const page = new URL(providerById('slack')?.links.prefilled?.(need) ?? '')
    const manifest = JSON.parse(page.searchParams.get('manifest_json') ?? '')
    expect(manifest.oauth_config).toEqual({ scopes: { bot: ['chat:write', 'channels:history'] } })
    expect(manifest.display_information.name).toBe('w'.repeat(35))
  })

  it('never hand a key that signs or decrypts to a request', () => {
    for (const id of ['pem', 'age']) expect(providerById(id)?.carried).toBe('never')
  })
})

describe('checksums of services', () => {
  // The example of Grafana's own tests, in parts.
  const GRAFANA = ['glsa_yscW25imSKJIuav8zF37RZmnbiDvB05G', 'fcaaf58a'] as const
  // The example key of age's documentation, in parts.
  const AGE = ['AGE-SECRET-KEY-1', 'GFPYYSJZ'.repeat(6), 'GFPQ4EGAEX'] as const

  it('verifies a service account token of Grafana', () => {
    expect(identified(GRAFANA.join('_'))).toBe('grafana service account token valid')
    expect(identified(`${GRAFANA[0].replace('y', 'z')}_${GRAFANA[1]}`)).toBe('grafana service account token wrong')
  })

  it('verifies an API token of Atlassian', () => {
    const body = sampleSecret({ text: 'ATATT3xFfGF0{base62:171}=' })
    const sum = crc32(body).toString(16).toUpperCase().padStart(8, '0')
    expect(identified(body + sum)).toBe('atlassian API token valid')
    expect(identified(`${body.replace('xFf', 'xFg')}${sum}`)).toBe('atlassian API token wrong')
  })

  it('verifies a secret key of age', () => {
    expect(identified(AGE.join(''))).toBe('age secret key valid')
    expect(identified(AGE.join('').replace('GFPYY', 'GFPYQ'))).toBe('age secret key wrong')
    expect(identified(AGE.join('').replace(/.$/, 'Q'))).toBe('age secret key wrong')
  })
})

describe('scopes of services', () => {
  it.each([
    ['slack', 'admin.users:read', 'read', 'organisation'],
    ['slack', 'admin.roles:write', 'admin', 'organisation'],
    ['slack', 'channels:history', 'read', undefined],
    ['slack', 'chat:write', 'write', undefined],
    ['shopify', 'read_orders', 'read', undefined],
    ['shopify', 'read_all_orders', 'read', undefined],
    ['shopify', 'write_products', 'write', undefined],
    ['stripe', 'charges:read', 'read', undefined],
    ['stripe', 'payouts:write', 'write', undefined],
    ['square', 'PAYMENTS_READ', 'read', undefined],
    ['square', 'EMPLOYEES_WRITE', 'admin', undefined],
    ['sendgrid', 'mail.send', 'write', undefined],
    ['sendgrid', 'stats.read', 'read', undefined],
    ['sendgrid', 'teammates.delete', 'admin', 'organisation'],
    ['sentry', 'org:admin', 'admin', 'organisation'],
    ['sentry', 'org:read', 'read', 'organisation'],
    ['sentry', 'project:write', 'write', undefined],
    ['sentry', 'project:releases', 'write', undefined],
    ['grafana', 'Viewer', 'read', undefined],
    ['grafana', 'Admin', 'admin', 'organisation'],
    ['grafana', 'dashboards:read', 'read', undefined],
    ['datadog', 'org_management', 'admin', 'organisation'],
    ['datadog', 'logs_read_data', 'read', undefined],
    ['atlassian', 'write:jira-work', 'write', undefined],
    ['atlassian', 'read:issue:jira', 'read', undefined],
    ['airtable', 'data.records:write', 'write', undefined],
    ['airtable', 'schema.bases:read', 'read', undefined],
    ['airtable', 'webhook:manage', 'write', undefined],
    ['asana', 'tasks:read', 'read', undefined],
    ['asana', 'default', 'write', 'account'],
    ['figma', 'file_content:read', 'read', undefined],
    ['notion', 'insert content', 'write', undefined],
    ['linear', 'issues:create', 'write', undefined],
    ['openai', 'api.model.request', 'write', undefined],
    ['openai', 'api.files.read', 'read', undefined],
    ['huggingface', 'repo.content.read', 'read', undefined],
    ['huggingface', 'fineGrained', 'unknown', undefined],
    ['discord', 'ADMINISTRATOR', 'admin', 'organisation'],
    ['discord', 'VIEW_CHANNEL', 'read', undefined],
    ['launchdarkly', 'writer', 'write', undefined],
    ['vault', 'root', 'admin', 'account'],
    ['vault', 'billing-prod', 'unknown', undefined],
    ['tailscale', 'devices:core', 'write', 'organisation'],
    ['tailscale', 'devices:core:read', 'read', 'organisation'],
  ])('reads %s %s as %s, at least %s', (id, scope, access, atLeast) => {
    const grade = gradeScope(scope, providerById(id))
    expect([grade.access, grade.atLeast]).toEqual([access, atLeast])
  })
})
