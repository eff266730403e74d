import type { Provider } from '../token/provider.ts'

// Forms: gitleaks' rule table and platform.openai.com, "API keys" (user, project and service account keys; admin keys of an
// organisation). The letters T3BlbkFJ in the middle are base64 for OpenAI.

export const openai: Provider = {
  id: 'openai',
  name: 'OpenAI',
  formats: [
    {
      kind: 'admin key',
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
      pattern: /^sk-[A-Za-z0-9]{20}T3BlbkFJ[A-Za-z0-9]{20}$/,
      breadth: 'account',
      says: 'it reaches every organisation and project of its user',
    },
  ],
  destinations: ['api.openai.com'],
  env: ['OPENAI_API_KEY', 'OPENAI_ADMIN_KEY'],
  carriers: [{ kind: 'bearer' }],
  carried: 'requests',
  baseUrlEnv: 'OPENAI_BASE_URL',
  links: { narrower: 'https://platform.openai.com/api-keys', revoke: 'https://platform.openai.com/api-keys' },
}
