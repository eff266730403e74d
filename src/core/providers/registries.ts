import type { ScopeFact } from '../token/provider.ts'
import { BASIC, BEARER, form, grant, header, type Row } from './row.ts'

const PUSHES: ScopeFact = { access: 'write', breadth: 'account' }

/** Registries of packages, images and models, one row each. */
export const REGISTRIES: readonly Row[] = [
  {
    id: 'rubygems',
    name: 'RubyGems',
    formats: [
      form('API key', 'rubygems_', /^rubygems_[a-f0-9]{48}$/, {
        says: 'the text tells neither its gems nor its scopes',
        source: 'rubygems/rubygems.org, api_keyable.rb',
      }),
    ],
    destinations: ['rubygems.org'],
    env: ['GEM_HOST_API_KEY', 'RUBYGEMS_API_KEY'],
    carriers: [header('Authorization')],
    // guides.rubygems.org, "API key scopes".
    scopes: new Map([
      ['push_rubygem', { ...PUSHES, says: 'push every gem of its user' }],
      ['yank_rubygem', { ...PUSHES, says: 'yank versions of every gem of its user' }],
      ...grant('add_owner remove_owner update_owner', {
        access: 'admin',
        breadth: 'account',
        says: 'change the owners of every gem of its user',
      }),
      [
        'configure_trusted_publishers',
        { access: 'admin', breadth: 'account', says: 'change from where gems are pushed' },
      ],
      ...grant('access_webhooks', PUSHES),
      ...grant('index_rubygems show_dashboard', { access: 'read', atLeast: 'account' }),
    ]),
    narrower: 'https://rubygems.org/profile/api_keys/new',
    revoke: 'https://rubygems.org/profile/api_keys',
  },
  {
    id: 'clojars',
    name: 'Clojars',
    formats: [
      form('deploy token', 'CLOJARS_', /^CLOJARS_[A-Za-z0-9]{60}$/, {
        access: 'write',
        says: 'it deploys; the text does not tell what',
        source: 'gitleaks and GitHub secret scanning',
      }),
    ],
    destinations: ['repo.clojars.org'],
    env: ['CLOJARS_PASSWORD', 'CLOJARS_TOKEN'],
    carriers: [BASIC],
    narrower: 'https://clojars.org/tokens',
  },
  {
    id: 'nuget',
    name: 'NuGet',
    formats: [
      form('API key', 'oy2', /^oy2[a-z0-9]{43}$/, {
        says: 'the text tells neither its packages nor what it may do with them',
        source: 'microsoft/security-utilities and mongodb/kingfisher',
      }),
    ],
    destinations: ['www.nuget.org'],
    env: ['NUGET_API_KEY'],
    carriers: [header('X-NuGet-ApiKey')],
    // learn.microsoft.com, "Scoped API keys".
    scopes: new Map([
      ['push', { ...PUSHES, says: 'push new packages and new versions of every package it names' }],
      ['push-new', { ...PUSHES, says: 'push new packages in the name of its owner' }],
      ['push-version', PUSHES],
      ['unlist', PUSHES],
    ]),
    narrower: 'https://www.nuget.org/account/apikeys',
  },
  {
    id: 'artifactory',
    name: 'JFrog Artifactory',
    selfManaged: true,
    formats: [
      form('API key', 'AKCp', /^AKCp[A-Za-z0-9]{68,70}$/, {
        breadth: 'account',
        access: 'write',
        says: 'it does everything that its user may, in every repository',
        source: 'gitleaks and mongodb/kingfisher',
      }),
      form('reference token', 'cmVmd', /^cmVmd[A-Za-z0-9]{59}$/, {
        says: 'it stands for an access token; the text tells neither its scope nor its end',
        source: 'gitleaks and mongodb/kingfisher',
      }),
    ],
    destinations: ['*.jfrog.io'],
    env: ['JF_ACCESS_TOKEN', 'ARTIFACTORY_API_KEY', 'JFROG_API_KEY', 'ARTIFACTORY_TOKEN'],
    carriers: [header('X-JFrog-Art-Api'), BEARER, BASIC],
    // jfrog.com, "Access token scopes".
    scopes: new Map([
      ['applied-permissions/admin', { access: 'admin', atLeast: 'account', says: 'administer the whole platform' }],
      ['applied-permissions/user', { access: 'write', atLeast: 'account', says: 'do everything that its user may' }],
      ['applied-permissions/groups', { access: 'unknown', breadth: 'several' }],
      ...grant('system:livelogs:r system:metrics:r', { access: 'read', breadth: 'account' }),
    ]),
    baseUrlEnv: 'JF_URL',
    narrower: 'https://jfrog.com/help/r/jfrog-platform-administration-documentation/access-tokens',
  },
]
