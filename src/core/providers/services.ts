import { BASIC, BEARER, form, header, type Row } from './row.ts'

/** Services for teams, shops, messages and monitoring, one row each. */
export const SERVICES: readonly Row[] = [
  {
    id: 'linear',
    name: 'Linear',
    formats: [
      form('personal API key', 'lin_api_', /^lin_api_[A-Za-z0-9]{40}$/, {
        says: 'the text does not tell its permissions',
      }),
    ],
    destinations: ['api.linear.app'],
    env: ['LINEAR_API_KEY'],
    carriers: [header('Authorization')],
    narrower: 'https://linear.app/settings/account/security',
  },
  {
    id: 'atlassian',
    name: 'Atlassian',
    formats: [
      form('API token', 'ATATT3', /^ATATT3[\w=-]{150,250}$/, {
        breadth: 'account',
        says: 'it acts as its user in every site of theirs; the text does not tell its scopes',
      }),
    ],
    destinations: ['api.atlassian.com'],
    env: ['ATLASSIAN_API_TOKEN', 'JIRA_API_TOKEN'],
    carriers: [BASIC, BEARER],
    narrower: 'https://id.atlassian.com/manage-profile/security/api-tokens',
  },
  {
    id: 'notion',
    name: 'Notion',
    formats: [
      form('integration token', 'ntn_', /^ntn_[A-Za-z0-9]{40,60}$/, {
        breadth: 'several',
        says: 'the pages it was shared with; the text does not tell its capabilities',
      }),
    ],
    destinations: ['api.notion.com'],
    env: ['NOTION_TOKEN', 'NOTION_API_KEY'],
    narrower: 'https://www.notion.so/profile/integrations',
  },
  {
    id: 'figma',
    name: 'Figma',
    formats: [
      form('personal access token', 'figd_', /^figd_[\w-]{30,100}$/, {
        breadth: 'account',
        says: 'it acts as its user; the text does not tell its scopes',
      }),
    ],
    destinations: ['api.figma.com'],
    env: ['FIGMA_TOKEN'],
    carriers: [header('X-Figma-Token')],
    narrower: 'https://developers.figma.com/docs/rest-api/personal-access-tokens/',
  },
  {
    id: 'postman',
    name: 'Postman',
    formats: [
      form('API key', 'PMAK-', /^PMAK-[a-fA-F0-9]{24}-[a-fA-F0-9]{34}$/, {
        breadth: 'account',
        says: 'it does what its user may',
      }),
    ],
    destinations: ['api.getpostman.com'],
    env: ['POSTMAN_API_KEY'],
    carriers: [header('X-Api-Key')],
    narrower: 'https://learning.postman.com/docs/developer/postman-api/authentication/',
  },
  {
    id: 'sendgrid',
    name: 'SendGrid',
    formats: [
      form('API key', 'SG.', /^SG\.[\w-]{20,24}\.[\w-]{39,50}$/, {
        says: 'the text does not tell whether it has full access',
      }),
    ],
    destinations: ['api.sendgrid.com'],
    env: ['SENDGRID_API_KEY'],
    narrower: 'https://app.sendgrid.com/settings/api_keys',
  },
  {
    id: 'shopify',
    name: 'Shopify',
    formats: [
      form('admin API token', 'shpat_', /^shpat_[a-fA-F0-9]{32}$/, {
        breadth: 'several',
        says: 'chosen parts of one shop',
      }),
      form('custom app token', 'shpca_', /^shpca_[a-fA-F0-9]{32}$/, {
        breadth: 'several',
        says: 'chosen parts of one shop',
      }),
      form('private app password', 'shppa_', /^shppa_[a-fA-F0-9]{32}$/, {
        breadth: 'several',
        says: 'chosen parts of one shop',
      }),
      form('app shared secret', 'shpss_', /^shpss_[a-fA-F0-9]{32}$/, {
        carried: 'never',
        says: 'an app proves with it who it is',
      }),
    ],
    destinations: [],
    env: ['SHOPIFY_ACCESS_TOKEN'],
    carriers: [header('X-Shopify-Access-Token')],
    narrower: 'https://shopify.dev/docs/api/usage/access-scopes',
  },
  {
    id: 'telegram',
    name: 'Telegram',
    formats: [
      form('bot token', '', /^\d{5,16}:A[\w-]{34}$/, {
        breadth: 'resource',
        access: 'write',
        says: 'it does everything as one bot',
      }),
    ],
    destinations: ['api.telegram.org'],
    env: ['TELEGRAM_BOT_TOKEN'],
    // It is a part of the path, which no carrier can name.
    carriers: [],
    carried: 'never',
    narrower: 'https://core.telegram.org/bots/features#botfather',
  },
  {
    id: 'sentry',
    name: 'Sentry',
    formats: [
      form('organisation token', 'sntrys_', /^sntrys_ey[\w+/=.-]{40,500}$/, {
        says: 'one organisation, for releases and source maps',
      }),
      form('user token', 'sntryu_', /^sntryu_[a-f0-9]{64}$/, { says: 'the text does not tell its scopes' }),
    ],
    destinations: ['sentry.io', '*.sentry.io'],
    env: ['SENTRY_AUTH_TOKEN'],
    narrower: 'https://sentry.io/settings/auth-tokens/',
  },
  {
    id: 'grafana',
    name: 'Grafana',
    formats: [
      form('service account token', 'glsa_', /^glsa_[A-Za-z0-9]{32}_[A-Fa-f0-9]{8}$/, {
        says: 'the role of its service account',
      }),
      form('cloud access policy token', 'glc_', /^glc_[A-Za-z0-9+/]{32,400}={0,3}$/, {
        says: 'what its access policy allows',
      }),
    ],
    destinations: [],
    env: ['GRAFANA_AUTH', 'GRAFANA_TOKEN'],
    narrower: 'https://grafana.com/docs/grafana/latest/administration/service-accounts/',
  },
  {
    id: 'dynatrace',
    name: 'Dynatrace',
    formats: [
      form('access token', 'dt0c01.', /^dt0c01\.[A-Z2-7]{24}\.[A-Z2-7]{64}$/i, {
        says: 'the text does not tell its scopes',
      }),
    ],
    destinations: [],
    env: ['DT_API_TOKEN'],
    carriers: [header('Authorization', 'Api-Token')],
    narrower: 'https://docs.dynatrace.com/docs/shortlink/token',
  },
  {
    id: 'perplexity',
    name: 'Perplexity',
    formats: [form('API key', 'pplx-', /^pplx-[A-Za-z0-9]{48}$/)],
    destinations: ['api.perplexity.ai'],
    env: ['PERPLEXITY_API_KEY'],
    narrower: 'https://docs.perplexity.ai/',
  },
]
