import type { Provider, ScopeFact } from '../token/provider.ts'
import type { Rule } from '../token/rule.ts'
import { BASIC, BEARER, grant } from './row.ts'

// Prefixes, permissions and scopes: docs.docker.com, "Access token reference". Lengths: the rules of two scanners, gitleaks and
// trufflehog; Docker's own example of an organisation's token is shorter than theirs, so both are taken.
// The scopes of a session (`repo:admin` …) are those of the JWT that Docker Hub gives for a token.

const OF_ORGANISATION = 'https://docs.docker.com/security/access-tokens/organization-access-tokens/'

const reaching = (access: ScopeFact['access'], says: string): ScopeFact => ({ access, breadth: 'account', says })

const RULES: readonly Rule[] = [
  {
    id: 'BH114',
    title: 'Cannot be limited to one repository',
    severity: 'note',
    when: 'its form is that of a personal access token',
    test: ({ format }) => format?.prefix === 'dckr_pat_',
    why: () => 'a personal access token holds for every repository that its user reaches',
    remedy: () => ({
      text: 'make an access token of the organisation, for the one repository and with an end',
      url: OF_ORGANISATION,
    }),
    example: { kind: 'personal access token', scopes: ['repo:read'], endsInDays: 90 },
  },
]

export const dockerhub: Provider = {
  id: 'dockerhub',
  name: 'Docker Hub',
  formats: [
    {
      kind: 'personal access token',
      prefix: 'dckr_pat_',
      pattern: /^dckr_pat_[\w-]{27}$/,
      breadth: 'account',
      says: 'every repository of its user; the text does not tell its permission',
      source: 'docs.docker.com, "Access token reference"',
    },
    {
      kind: 'organisation access token',
      prefix: 'dckr_oat_',
      pattern: /^dckr_oat_[\w-]{27,64}$/,
      says: 'chosen repositories and scopes of one organisation; the text does not tell which',
      source: 'docs.docker.com, "Organization access tokens"',
    },
  ],
  destinations: ['hub.docker.com', 'auth.docker.io', 'registry-1.docker.io'],
  env: ['DOCKERHUB_TOKEN', 'DOCKER_PASSWORD', 'DOCKER_HUB_TOKEN', 'DOCKER_TOKEN'],
  carriers: [BASIC, BEARER],
  carried: 'requests',
  scopes: new Map([
    ['repo:admin', reaching('admin', 'push to and delete every repository of its user')],
    ['repo:write', reaching('write', 'push to every repository of its user')],
    ['repo:read', reaching('read', 'pull every repository of its user, private ones, too')],
    ['repo:public_read', { access: 'read', breadth: 'account' }],
    ['scope-image-pull', { access: 'read' }],
    ['scope-image-push', { access: 'write' }],
    ...grant('scope-image-delete scope-repository-delete', { access: 'admin' }),
  ]),
  rules: RULES,
  links: { narrower: OF_ORGANISATION, revoke: 'https://app.docker.com/settings/personal-access-tokens' },
}
