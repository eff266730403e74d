import { hasBase62Checksum } from './base62-checksum.ts'
import { BEARER, form, header, type Row } from './row.ts'

/** What builds and hosts web applications, one row each. */
export const HOSTING: readonly Row[] = [
  {
    id: 'vercel',
    name: 'Vercel',
    // vercel.com/changelog/new-token-formats-and-secret-scanning, 2026-02-09; 56 characters in Vercel's own examples. Vercel says
    // that its tokens end in a checksum; which one is seen only in the example of an app's access token, so only there it is tried.
    formats: [
      form('personal access token', 'vcp_', /^vcp_[A-Za-z0-9]{56}$/, {
        access: 'admin',
        says: 'everything in one project, one team or the whole account; the text does not tell which',
        source: 'vercel.com, "Access tokens"',
      }),
      form('app access token', 'vca_', /^vca_[A-Za-z0-9]{56}$/, {
        checksum: hasBase62Checksum,
        shortLived: true,
        says: 'an app acts with it for its user; the text does not tell its permissions',
        source: 'vercel.com, "Sign in with Vercel", tokens',
      }),
      form('app refresh token', 'vcr_', /^vcr_[A-Za-z0-9]{56}$/, {
        says: 'it is exchanged for app access tokens',
        source: 'vercel.com, "Sign in with Vercel", tokens',
      }),
      form('integration token', 'vci_', /^vci_[A-Za-z0-9]{56}$/, {
        says: 'what its integration was granted in one team',
        source: 'vercel.com, changelog 2026-02-09',
      }),
      form('AI Gateway key', 'vck_', /^vck_[A-Za-z0-9]{56}$/, {
        env: 'AI_GATEWAY_API_KEY',
        destinations: ['ai-gateway.vercel.sh'],
        breadth: 'resource',
        access: 'write',
        suffix: 'ai',
        says: 'it calls models at the cost of one team',
        source: 'vercel.com, "AI Gateway", API keys',
      }),
    ],
    destinations: ['api.vercel.com', 'ai-gateway.vercel.sh'],
    env: ['VERCEL_TOKEN', 'VERCEL_API_TOKEN', 'AI_GATEWAY_API_KEY'],
    narrower: 'https://vercel.com/account/settings/tokens',
  },
  {
    id: 'netlify',
    name: 'Netlify',
    // answers.netlify.com, "Change to the Netlify authentication token format", 2023-11-07: the prefixes, 40 characters in all.
    // netlify.com/auth.md: each of them acts as a Netlify user.
    formats: [
      form('personal access token', 'nfp_', /^nfp_\w{36}$/, {
        breadth: 'account',
        access: 'write',
        says: 'it acts as its user, in every team and site of theirs',
        source: 'answers.netlify.com, 2023-11-07, and trufflehog',
      }),
      form('CLI token', 'nfc_', /^nfc_\w{36}$/, {
        breadth: 'account',
        access: 'write',
        suffix: 'cli',
        says: 'the command line acts with it as its user, in every team and site of theirs',
        source: 'answers.netlify.com, 2023-11-07',
      }),
      form('OAuth token', 'nfo_', /^nfo_\w{36}$/, {
        breadth: 'account',
        access: 'write',
        says: 'an app acts with it as its user, in every team and site of theirs',
        source: 'answers.netlify.com, 2023-11-07',
      }),
      form('build token', 'nfb_', /^nfb_\w{36}$/, { says: 'one build; it ends with the build', shortLived: true }),
    ],
    destinations: ['api.netlify.com'],
    env: ['NETLIFY_AUTH_TOKEN', 'NETLIFY_API_TOKEN'],
    narrower: 'https://app.netlify.com/user/applications',
  },
  {
    id: 'render',
    name: 'Render',
    formats: [
      form('API key', 'rnd_', /^rnd_[A-Za-z0-9]{20,64}$/, {
        says: 'every workspace of its user, or chosen permissions in one: the text does not tell which',
        source: 'render.com/docs/api-keys',
      }),
    ],
    destinations: ['api.render.com'],
    env: ['RENDER_API_KEY'],
    narrower: 'https://dashboard.render.com/u/settings?add-api-key',
    revoke: 'https://dashboard.render.com/u/settings#api-keys',
  },
  {
    id: 'railway',
    name: 'Railway',
    // Its tokens are UUIDs, which could be anything.
    formats: [],
    destinations: ['backboard.railway.com'],
    env: ['RAILWAY_TOKEN', 'RAILWAY_API_TOKEN'],
    carriers: [BEARER, header('Project-Access-Token')],
    // docs.railway.com, "Public API": kinds of token stand where other providers have scopes.
    scopes: new Map([
      ['account', { access: 'admin', atLeast: 'account', says: 'do everything in every workspace of its user' }],
      ['workspace', { access: 'admin', atLeast: 'organisation', says: 'do everything in one workspace' }],
      ['project', { access: 'admin', breadth: 'resource' }],
    ]),
    narrower: 'https://docs.railway.com/reference/public-api',
    revoke: 'https://railway.com/account/tokens',
  },
]
