import type { Format } from '../token/provider.ts'
import { BASIC, BEARER, form, grant, header, type Row } from './row.ts'

const DISCORD = 'discord.com/developers/docs'

const webhook = (kind: string, host: string): Format =>
  form(
    kind,
    `https://${host}/api/`,
    new RegExp(
      `^https:\\/\\/${host.replaceAll('.', '\\.')}\\/api\\/(?:v\\d{1,2}\\/)?webhooks\\/\\d{15,21}\\/[\\w-]{60,80}$`,
    ),
    {
      env: 'DISCORD_WEBHOOK_URL',
      destinations: [host],
      breadth: 'resource',
      access: 'write',
      carried: 'never',
      suffix: 'webhook',
      says: 'whoever knows the address can post to one channel',
      source: `${DISCORD}/resources/webhook`,
    },
  )

/** Telephone and chat, one row each, beside those that have a file of their own. */
export const MESSAGING: readonly Row[] = [
  {
    // twilio.com/docs/iam/api-keys: an id and a secret make a key; the auth token is the account's own secret.
    id: 'twilio',
    name: 'Twilio',
    formats: [
      form('API key SID', 'SK', /^SK[a-fA-F0-9]{32}$/, {
        env: 'TWILIO_API_KEY',
        says: 'the id of an API key: it reaches nothing without its secret',
        source: "gitleaks' rule table",
      }),
      form('account SID', 'AC', /^AC[a-fA-F0-9]{32}$/, {
        env: 'TWILIO_ACCOUNT_SID',
        says: 'the name of an account: it reaches nothing without a secret',
        source: 'twilio.com/docs/glossary/what-is-a-sid',
      }),
      form('account SID and auth token', 'AC', /^AC[a-fA-F0-9]{32}:[a-fA-F0-9]{32}$/, {
        breadth: 'account',
        access: 'admin',
        master: true,
        suffix: 'auth-token',
        says: 'it does everything in the account: calls, messages, numbers, keys',
        source: 'twilio.com/docs/iam/access-tokens',
      }),
      form('API key SID and secret', 'SK', /^SK[a-fA-F0-9]{32}:[A-Za-z0-9]{32}$/, {
        access: 'write',
        suffix: 'api-key',
        says: 'a standard, main or restricted key; the text does not tell which',
        source: 'twilio.com/docs/iam/api-keys',
      }),
    ],
    destinations: ['api.twilio.com', 'messaging.twilio.com', 'verify.twilio.com'],
    env: ['TWILIO_AUTH_TOKEN', 'TWILIO_API_KEY', 'TWILIO_API_SECRET', 'TWILIO_ACCOUNT_SID'],
    carriers: [BASIC],
    scopes: new Map([
      ['main', { access: 'admin', atLeast: 'account', says: 'do everything in the account, and make other keys' }],
      ['standard', { access: 'write', breadth: 'account' }],
    ]),
    narrower: 'https://www.twilio.com/docs/iam/api-keys/restricted-api-keys',
    revoke: 'https://console.twilio.com/us1/account/keys-credentials/api-keys',
  },
  {
    id: 'telegram',
    name: 'Telegram',
    formats: [
      form('bot token', '', /^\d{5,16}:A[\w-]{34}$/, {
        breadth: 'resource',
        access: 'write',
        says: 'it does everything as one bot',
        source: 'core.telegram.org/bots/api, "Authorizing your bot"',
      }),
    ],
    destinations: ['api.telegram.org'],
    env: ['TELEGRAM_BOT_TOKEN', 'TELEGRAM_TOKEN'],
    // It is a part of the path, which no carrier can name.
    carriers: [],
    carried: 'never',
    narrower: 'https://core.telegram.org/bots/features#botfather',
  },
  {
    id: 'discord',
    name: 'Discord',
    formats: [
      // The id of the user in base64, the time, a signature. A person's own token looks the same as a bot's.
      form('bot token', '', /^[MNO][\w-]{23,27}\.[\w-]{6}\.[\w-]{27,40}$/, {
        breadth: 'several',
        access: 'write',
        says: 'it acts as one bot in every server that added it; the text does not tell its permissions there',
        source: 'trufflehog\'s pattern; discord.com/developers/docs/reference, "Authentication"',
      }),
      form('user token', 'mfa', /^mfa\.[\w-]{80,100}$/, {
        breadth: 'account',
        access: 'write',
        suffix: 'user',
        says: 'the session of a person: it does everything that they may',
        source: "trufflehog's pattern",
      }),
      webhook('webhook', 'discord.com'),
      webhook('webhook of the old domain', 'discordapp.com'),
      // The clients for tests make addresses of their own, which work the same: support.discord.com, "Discord Testing Clients".
      webhook('webhook of the canary client', 'canary.discord.com'),
      webhook('webhook of the beta client', 'ptb.discord.com'),
    ],
    destinations: ['discord.com'],
    env: ['DISCORD_TOKEN', 'DISCORD_BOT_TOKEN', 'DISCORD_WEBHOOK_URL'],
    carriers: [header('Authorization', 'Bot'), BEARER],
    // OAuth2 scopes and permissions of a bot: discord.com/developers/docs/topics/oauth2 and topics/permissions.
    scopes: new Map([
      ['ADMINISTRATOR', { access: 'admin', atLeast: 'organisation', says: 'do everything in the server' }],
      ...grant('MANAGE_GUILD MANAGE_ROLES MANAGE_WEBHOOKS BAN_MEMBERS KICK_MEMBERS', {
        access: 'admin',
        says: 'change who may do what in the server',
      }),
      ...grant('MANAGE_CHANNELS MANAGE_MESSAGES MANAGE_THREADS MANAGE_EVENTS', { access: 'write' }),
      ...grant(
        `MODERATE_MEMBERS MUTE_MEMBERS MOVE_MEMBERS PIN_MESSAGES USE_APPLICATION_COMMANDS STREAM USE_VAD BYPASS_SLOWMODE
           MENTION_EVERYONE ADD_REACTIONS ATTACH_FILES EMBED_LINKS CONNECT SPEAK`,
        {
          access: 'write',
        },
      ),
      ...grant('guilds connections VIEW_CHANNEL READ_MESSAGE_HISTORY', { access: 'read' }),
      ...grant('bot webhook.incoming applications.commands guilds.join gdm.join rpc voice', { access: 'write' }),
    ]),
    narrower: 'https://discord.com/developers/applications',
  },
]
