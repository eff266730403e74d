import { describe, expect, it } from 'vitest'
import { sampleSecret } from '../identify/testing/sample-secret.ts'
import { PROVIDERS } from '../providers/providers.ts'
import { inspect } from './inspect.ts'

const NOW = new Date('2026-11-24T10:00:00.000Z')

const look = (text: string) => inspect(sampleSecret({ text }), PROVIDERS, NOW)

describe('the variable that is suggested', () => {
  it.each([
    ['xoxb-{digits:12}-{digits:12}-{base62:24}', 'SLACK_BOT_TOKEN'],
    ['xoxp-{digits:12}-{digits:12}-{digits:12}-{hex:32}', 'SLACK_USER_TOKEN'],
    ['xapp-1-A{base32:10}-{digits:13}-{hex:64}', 'SLACK_APP_TOKEN'],
    ['https://hooks.slack.com/services/T{base32:9}/B{base32:9}/{base62:24}', 'SLACK_WEBHOOK_URL'],
    ['AC{hex:32}', 'TWILIO_ACCOUNT_SID'],
    ['SK{hex:32}', 'TWILIO_API_KEY'],
    ['AKIA{base32:16}', 'AWS_ACCESS_KEY_ID'],
    ['IQoJb3JpZ2luX2Vj{base62:200}', 'AWS_SESSION_TOKEN'],
    ['ABSK{base62:128}', 'AWS_BEARER_TOKEN_BEDROCK'],
    ['{"type":"service_account","project_id":"acme"}', 'GOOGLE_CREDENTIALS'],
    ['ya29.{base62:150}', 'GOOGLE_OAUTH_ACCESS_TOKEN'],
    ['AIza{base62:35}', 'GOOGLE_API_KEY'],
    ['GOCSPX-{base62:28}', 'GOOGLE_CLIENT_SECRET'],
    ['{base62:76}+ASt{base62:5}A==', 'AZURE_STORAGE_KEY'],
    ['sk-admin-{base62:60}', 'OPENAI_ADMIN_KEY'],
    ['sk-proj-{base62:60}', 'OPENAI_API_KEY'],
    ['sk-ant-admin01-{base62:90}', 'ANTHROPIC_ADMIN_KEY'],
    ['sk-ant-oat01-{base62:90}', 'CLAUDE_CODE_OAUTH_TOKEN'],
    ['cfk_{base62:40}', 'CLOUDFLARE_API_KEY'],
    ['cfut_{base62:40}{hex:8}', 'CLOUDFLARE_API_TOKEN'],
    ['v1.0-{hex:24}-{hex:146}', 'CLOUDFLARE_API_USER_SERVICE_KEY'],
    ['sb_secret_{base62:31}', 'SUPABASE_SECRET_KEY'],
    ['sb_publishable_{base62:31}', 'SUPABASE_PUBLISHABLE_KEY'],
    ['tskey-auth-{base62:12}CNTRL-{base62:32}', 'TS_AUTHKEY'],
    ['tskey-client-{base62:12}CNTRL-{base62:32}', 'TAILSCALE_OAUTH_CLIENT_SECRET'],
    ['https://{hex:32}@o1.ingest.us.sentry.io/45', 'SENTRY_DSN'],
    ['ddapp_{base62:40}', 'DD_APP_KEY'],
    ['{hex:36}NRAL', 'NEW_RELIC_LICENSE_KEY'],
    ['vck_{base62:56}', 'AI_GATEWAY_API_KEY'],
    ['dose{hex:32}', 'DATABRICKS_CLIENT_SECRET'],
    ['https://discord.com/api/webhooks/{digits:18}/{base62:68}', 'DISCORD_WEBHOOK_URL'],
    ['sdk-{hex:8}-{hex:4}-{hex:4}-{hex:4}-{hex:12}', 'LAUNCHDARKLY_SDK_KEY'],
    ['phc_{base62:43}', 'POSTHOG_KEY'],
    ['md-{base62:22}', 'MANDRILL_API_KEY'],
    ['whsec_{base62:32}', 'STRIPE_WEBHOOK_SECRET'],
    ['pk_live_{base62:99}', 'STRIPE_PUBLISHABLE_KEY'],
    ['sk_test_{base62:99}', 'STRIPE_API_KEY'],
    ['shpss_{hex:32}', 'SHOPIFY_API_SECRET'],
    ['glcbt-{base62:20}', 'CI_JOB_TOKEN'],
    ['ATBB{base62:24}0F1E2D3C', 'BITBUCKET_APP_PASSWORD'],
  ])('for %s is %s', (text, env) => expect(look(text).env).toBe(env))

  it.each(PROVIDERS)('for each kind of $id is one that its tools read', ({ formats, env: known }) => {
    for (const { env } of formats) if (env !== undefined) expect(known).toContain(env)
  })
})

describe('the destinations that are suggested', () => {
  it.each([
    ['https://hooks.slack.com/services/T{base32:9}/B{base32:9}/{base62:24}', ['hooks.slack.com']],
    ['vck_{base62:56}', ['ai-gateway.vercel.sh']],
    ['https://{hex:32}@o1.ingest.us.sentry.io/45', ['o1.ingest.us.sentry.io']],
    ['md-{base62:22}', ['mandrillapp.com']],
    // Where it goes is a host that only its owner knows.
    ['sb_secret_{base62:31}', []],
    ['{base62:76}+ASt{base62:5}A==', []],
    ['{base62:42}AzSeB{base62:5}', []],
  ])('for %s are %j', (text, destinations) => expect(look(text).destinations).toEqual(destinations))

  it('for a Bedrock key are hosts that take one', () => {
    expect(look('ABSK{base62:128}').destinations).toContain('bedrock-runtime.us-east-1.amazonaws.com')
  })
})
