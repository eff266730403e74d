import type { Provider, ScopeFact } from '../token/provider.ts'
import type { Rule } from '../token/rule.ts'
import { BASIC, BEARER, grant } from './row.ts'

// Form: gitleaks, mongodb/kingfisher and google/osv-scalibr agree; older ones are UUIDs, which could be anything. Scopes:
// devcenter.heroku.com, "OAuth": each of them holds for everything that the account owns.

const WHOLE: ScopeFact = {
  access: 'admin',
  atLeast: 'account',
  says: 'read and change everything of its account, its apps, their data and their configuration',
}

const SCOPES: ReadonlyMap<string, ScopeFact> = new Map([
  ['global', WHOLE],
  ['write-protected', { ...WHOLE, says: 'change every app of its account, and their configuration' }],
  ['write', { access: 'write', atLeast: 'account', says: 'change every app of its account but their configuration' }],
  ...grant('read-protected', { access: 'read', atLeast: 'account', says: 'read every app and their configuration' }),
  ...grant('read identity', { access: 'read', atLeast: 'account' }),
])

const OAUTH = 'https://devcenter.heroku.com/articles/oauth'

const RULES: readonly Rule[] = [
  {
    id: 'BH138',
    title: 'Is global unless it was made otherwise',
    severity: 'god',
    when: 'nobody has said which of the scopes of Heroku it has',
    test: ({ format, reach: { scopes } }) => format !== null && !scopes.some((scope) => SCOPES.has(scope)),
    why: () =>
      'the API key of an account, and what the command line makes unless a scope is named, do everything that the account may',
    remedy: () => ({
      text: 'run heroku authorizations:create with --scope and --expires-in, and name its scope here',
      url: OAUTH,
    }),
    example: { kind: 'OAuth token' },
  },
]

export const heroku: Provider = {
  id: 'heroku',
  name: 'Heroku',
  formats: [
    {
      kind: 'OAuth token',
      prefix: 'HRKU-',
      pattern: /^HRKU-[\w-]{60}$/,
      breadth: 'account',
      says: 'the whole account of its user; the text does not tell its scope',
      source: 'gitleaks and google/osv-scalibr',
    },
  ],
  destinations: ['api.heroku.com', 'git.heroku.com', 'registry.heroku.com'],
  env: ['HEROKU_API_KEY', 'HEROKU_API_TOKEN'],
  carriers: [BEARER, BASIC],
  carried: 'requests',
  scopes: SCOPES,
  rules: RULES,
  links: { narrower: OAUTH, revoke: 'https://dashboard.heroku.com/account/applications' },
}
