import type { Provider, ScopeFact } from '../token/provider.ts'
import type { Rule } from '../token/rule.ts'
import { grant } from './row.ts'

// Forms: gitleaks' rule table and platform.openai.com, "API keys" (user, project and service account keys; admin keys of an
// organisation). The letters T3BlbkFJ in the middle are base64 for OpenAI.

const KEYS = 'https://platform.openai.com/api-keys'

const RULES: readonly Rule[] = [
  {
    id: 'BH151',
    title: 'Is unrestricted unless its scopes are known',
    severity: 'god',
    when: 'a legacy user key of OpenAI has no scopes: it had every permission of its user unless it was restricted',
    test: ({ format, reach: { scopes } }) => format?.kind === 'legacy user key' && scopes.length === 0,
    why: () => 'it acts in every organisation and project of its user, with every permission unless it was restricted',
    remedy: () => ({ text: 'make a key for the one project that this domain needs', url: KEYS }),
    example: { kind: 'legacy user key' },
  },
]

// Permissions of a key: platform.openai.com, "Assign API key permissions". Most are read by their words.
const SCOPES: ReadonlyMap<string, ScopeFact> = new Map([
  ['api.all', { access: 'write' }],
  ...grant(
    `api.model.request api.model.images.request api.model.audio.request api.model.embeddings.request
       api.model.tts.request api.model.moderations.request model.request`,
    { access: 'write' },
  ),
  ...grant('api.management.write api.organization.admin_api_keys.write', {
    access: 'admin',
    atLeast: 'organisation',
    says: 'change the members, projects and keys of the organisation',
  }),
  ...grant('api.management.read api.usage.read api.audit_logs.read', { access: 'read', atLeast: 'organisation' }),
])

export const openai: Provider = {
  id: 'openai',
  name: 'OpenAI',
  formats: [
    {
      kind: 'admin key',
      env: 'OPENAI_ADMIN_KEY',
      prefix: 'sk-admin-',
      pattern: /^sk-admin-[\w-]{10,300}$/,
      breadth: 'organisation',
      access: 'admin',
      master: true,
      suffix: 'admin',
      says: 'it makes and removes the members, projects and keys of an organisation',
      source: 'platform.openai.com, "Admin API keys"',
    },
    {
      kind: 'project key',
      prefix: 'sk-proj-',
      pattern: /^sk-proj-[\w-]{20,300}$/,
      breadth: 'resource',
      says: 'one project; the text does not tell its permissions',
    },
    {
      kind: 'service account key',
      prefix: 'sk-svcacct-',
      pattern: /^sk-svcacct-[\w-]{20,300}$/,
      breadth: 'resource',
      says: 'a service account of one project; the text does not tell its permissions',
    },
    {
      kind: 'legacy user key',
      prefix: 'sk-',
      pattern: /^sk-(?:None-)?[A-Za-z0-9]{20}T3BlbkFJ[A-Za-z0-9]{20}$/,
      breadth: 'account',
      says: 'it reaches every organisation and project of its user',
    },
    {
      // The first service accounts put their own name into the key.
      kind: 'named service account key',
      prefix: 'sk-',
      pattern:
        /^sk-(?!None-|ant-|or-|proj-|svcacct-|admin-)[A-Za-z0-9][\w-]{0,60}-[A-Za-z0-9]{20}T3BlbkFJ[A-Za-z0-9]{20}$/,
      breadth: 'resource',
      says: 'a service account of one project; the text does not tell its permissions',
      source: "trufflehog's pattern",
    },
    {
      kind: 'ephemeral client secret',
      prefix: 'ek_',
      pattern: /^ek_[a-f0-9]{32}$/,
      breadth: 'resource',
      shortLived: true,
      suffix: 'ephemeral',
      says: 'one session with a model, for minutes; the text does not tell what it may do there',
      source: 'platform.openai.com, "Realtime client secrets"',
    },
  ],
  destinations: ['api.openai.com'],
  env: ['OPENAI_API_KEY', 'OPENAI_ADMIN_KEY'],
  carriers: [{ kind: 'bearer' }],
  carried: 'requests',
  scopes: SCOPES,
  rules: RULES,
  baseUrlEnv: 'OPENAI_BASE_URL',
  links: { narrower: KEYS, revoke: KEYS },
}
