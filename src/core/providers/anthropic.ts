import type { Provider } from '../token/provider.ts'

// Forms: gitleaks' rule table; what a key may do: platform.claude.com/docs, "Get your Claude API key" (personal, service account
// and workspace keys look alike) and "Admin API" (keys that begin with sk-ant-admin manage the organisation).

export const anthropic: Provider = {
  id: 'anthropic',
  name: 'Anthropic',
  formats: [
    {
      kind: 'admin key',
      env: 'ANTHROPIC_ADMIN_KEY',
      prefix: 'sk-ant-admin',
      pattern: /^sk-ant-admin[\w-]{10,300}$/,
      breadth: 'organisation',
      access: 'admin',
      master: true,
      suffix: 'admin',
      says: 'it manages the members, workspaces and keys of an organisation',
    },
    {
      kind: 'API key',
      prefix: 'sk-ant-api',
      pattern: /^sk-ant-api\d\d-[\w-]{20,300}$/,
      access: 'write',
      says: 'it calls models and stores files and batches; the text does not tell in which workspaces',
    },
    {
      kind: 'OAuth token',
      env: 'CLAUDE_CODE_OAUTH_TOKEN',
      prefix: 'sk-ant-oat',
      pattern: /^sk-ant-oat\d\d-[\w-]{20,300}$/,
      says: 'a tool acts with it for its user',
    },
    {
      kind: 'OAuth refresh token',
      prefix: 'sk-ant-ort',
      pattern: /^sk-ant-ort\d\d-[\w-]{20,300}$/,
      says: 'it is exchanged for OAuth tokens',
    },
    {
      kind: 'session key',
      prefix: 'sk-ant-sid',
      pattern: /^sk-ant-sid\d\d-[\w-]{20,300}$/,
      breadth: 'account',
      access: 'write',
      // It is sent as a cookie.
      carried: 'never',
      suffix: 'session',
      says: "a person's own session: it does everything that they may",
    },
  ],
  destinations: ['api.anthropic.com'],
  env: ['ANTHROPIC_API_KEY', 'ANTHROPIC_AUTH_TOKEN', 'ANTHROPIC_ADMIN_KEY', 'CLAUDE_CODE_OAUTH_TOKEN'],
  carriers: [{ kind: 'header', header: 'x-api-key' }, { kind: 'bearer' }],
  carried: 'requests',
  // Scopes of OAuth tokens, as their tools ask for them.
  scopes: new Map([
    ['user:inference', { access: 'write' }],
    ['user:profile', { access: 'read' }],
    ['user:sessions:claude_code', { access: 'write' }],
    ['user:mcp_servers', { access: 'write' }],
    ['org:create_api_key', { access: 'admin', atLeast: 'organisation', says: 'make keys of the organisation' }],
  ]),
  baseUrlEnv: 'ANTHROPIC_BASE_URL',
  links: {
    narrower: 'https://platform.claude.com/settings/keys',
    revoke: 'https://platform.claude.com/settings/keys',
  },
}
