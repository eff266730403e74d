import type { Format, Need, Provider } from '../token/provider.ts'
import { SLACK_SCOPES } from './slack-scopes.ts'

// Forms: docs.slack.dev, "Tokens" and "Sending messages using incoming webhooks"; scopes: docs.slack.dev, "Scopes".

const source = 'docs.slack.dev, "Tokens"'

const PAGE = 'https://api.slack.com/apps'

const SCOPE = /^[a-z][a-z._]{1,40}(?::[a-z._]{1,40})?$/

/** The page that makes an app of a manifest: docs.slack.dev, "Configuring apps with app manifests", sharing. */
function prefilled({ name, scopes }: Need): string {
  const bot = scopes.filter((scope) => SCOPE.test(scope))
  if (bot.length === 0) return `${PAGE}?new_app=1`
  const manifest = {
    // Slack takes 35 characters.
    display_information: { name: name.slice(0, 35) },
    features: { bot_user: { display_name: name.slice(0, 35) } },
    oauth_config: { scopes: { bot } },
  }
  return `${PAGE}?${new URLSearchParams({ new_app: '1', manifest_json: JSON.stringify(manifest) })}`
}

const SESSION: Partial<Format> = {
  breadth: 'account',
  access: 'write',
  suffix: 'session',
  says: "a person's own session: it does everything that they may, in every channel that they see",
  source: 'the rules of gitleaks and trufflehog',
}

export const slack: Provider = {
  id: 'slack',
  name: 'Slack',
  formats: [
    {
      kind: 'bot token',
      prefix: 'xoxb-',
      pattern: /^xoxb-[A-Za-z0-9-]{20,250}$/,
      breadth: 'several',
      says: 'a bot of one workspace, in the channels it was added to; the text does not tell its scopes',
      source,
    },
    {
      kind: 'user token',
      env: 'SLACK_USER_TOKEN',
      prefix: 'xoxp-',
      pattern: /^xoxp-[A-Za-z0-9-]{20,250}$/,
      breadth: 'account',
      says: 'it acts as a person, everywhere that person may; the text does not tell its scopes',
      source,
    },
    {
      kind: 'rotating token',
      prefix: 'xoxe.xox',
      pattern: /^xoxe\.xox[bp]-\d-[A-Za-z0-9-]{20,500}$/,
      says: 'an app, or the configuration of all apps of a workspace; it ends after 12 hours',
      shortLived: true,
      source,
    },
    {
      kind: 'refresh token',
      prefix: 'xoxe-',
      pattern: /^xoxe-[A-Za-z0-9-]{20,500}$/,
      says: 'it is exchanged for rotating tokens',
      source,
    },
    {
      kind: 'app-level token',
      env: 'SLACK_APP_TOKEN',
      prefix: 'xapp-',
      pattern: /^xapp-\d-[A-Za-z0-9-]{20,250}$/,
      says: 'one app, in every organisation that installed it',
      source,
    },
    {
      kind: 'workflow token',
      prefix: 'xwfp-',
      pattern: /^xwfp-[A-Za-z0-9-]{10,250}$/,
      breadth: 'several',
      shortLived: true,
      says: 'one step of a workflow, for 15 minutes at most; the text does not tell its scopes',
      source,
    },
    {
      kind: 'legacy workspace token',
      env: 'SLACK_TOKEN',
      prefix: 'xox',
      pattern: /^xox[ar]-(?:\d-)?[A-Za-z0-9-]{8,250}$/,
      breadth: 'organisation',
      says: 'an app of the first kind in a whole workspace; the text does not tell its scopes',
      source: "gitleaks' rule table",
    },
    {
      kind: 'session token',
      prefix: 'xox',
      pattern: /^xox[cso]-[A-Za-z0-9-]{20,250}$/,
      ...SESSION,
    },
    {
      kind: 'session cookie',
      prefix: 'xoxd-',
      pattern: /^xoxd-[\w%+/=-]{20,500}$/,
      ...SESSION,
      // It is sent as a cookie, beside a session token.
      carried: 'never',
    },
    {
      kind: 'incoming webhook',
      env: 'SLACK_WEBHOOK_URL',
      destinations: ['hooks.slack.com'],
      prefix: 'https://hooks.slack.com/',
      pattern: /^https:\/\/hooks\.slack\.com\/(?:services|workflows|triggers)\/[A-Za-z0-9/]{20,250}$/,
      breadth: 'resource',
      access: 'write',
      carried: 'never',
      suffix: 'webhook',
      says: 'whoever knows the address can post to one channel',
      source: 'docs.slack.dev, "Sending messages using incoming webhooks"',
    },
  ],
  destinations: ['slack.com', 'files.slack.com'],
  env: ['SLACK_BOT_TOKEN', 'SLACK_TOKEN', 'SLACK_USER_TOKEN', 'SLACK_APP_TOKEN', 'SLACK_WEBHOOK_URL'],
  carriers: [{ kind: 'bearer' }],
  carried: 'requests',
  scopes: SLACK_SCOPES,
  links: {
    narrower: PAGE,
    prefilled,
    revoke: 'https://docs.slack.dev/reference/methods/auth.revoke',
  },
}
