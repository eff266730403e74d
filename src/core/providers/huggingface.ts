import type { Provider } from '../token/provider.ts'
import { form, grant, providerOf } from './row.ts'

// Forms: gitleaks' and trufflehog's patterns. Roles and permissions: huggingface.co/docs/hub/security-tokens; `repo.write` and
// `discussion.read` are read by their words.

const PAGE = 'https://huggingface.co/settings/tokens/new'

// The page takes permissions over all that is one's own: huggingface.co/docs/inference-providers links it so. Those over one repository
// have to be chosen there.
const wanted = (scopes: readonly string[]): [string, string][] =>
  scopes.filter((scope) => scope.startsWith('inference.')).map((scope) => ['ownUserPermissions', scope])

/** Hugging Face: models and data sets. */
export const huggingface: Provider = providerOf({
  id: 'huggingface',
  name: 'Hugging Face',
  formats: [
    form('user access token', 'hf_', /^hf_[A-Za-z0-9]{30,40}$/, {
      says: 'the text does not tell whether it is fine-grained',
      source: "gitleaks' rule table",
    }),
    form('organisation token', 'api_org_', /^api_org_[A-Za-z0-9]{30,40}$/, {
      breadth: 'organisation',
      says: 'a whole organisation; the text does not tell whether it writes',
      source: "gitleaks' rule table",
    }),
  ],
  sites: ['huggingface.cloud', 'hf.co', 'hf.space'],
  destinations: ['huggingface.co', 'router.huggingface.co'],
  env: ['HF_TOKEN', 'HUGGING_FACE_HUB_TOKEN', 'HUGGINGFACE_TOKEN', 'HUGGINGFACE_API_KEY'],
  scopes: new Map([
    ['read', { access: 'read', breadth: 'account', says: 'read every private repository that its user may' }],
    [
      'write',
      { access: 'write', breadth: 'account', says: 'write every repository of its user and of their organisations' },
    ],
    ...grant('inference.serverless.write inference.endpoints.infer.write', { access: 'write' }),
    ...grant('org.serviceAccounts.write', { access: 'admin', atLeast: 'organisation' }),
    // Scopes of OAuth: huggingface.co/docs/hub/oauth.
    ...grant('inference-api contribute-repos jobs webhooks', { access: 'write' }),
    ...grant('read-repos gated-repos', { access: 'read', breadth: 'account' }),
    ['write-repos', { access: 'write', breadth: 'account', says: 'write every repository of its user' }],
    ['manage-repos', { access: 'admin', breadth: 'account', says: 'make and delete every repository of its user' }],
  ]),
  baseUrlEnv: 'HF_ENDPOINT',
  narrower: `${PAGE}?tokenType=fineGrained`,
  prefilled: ({ scopes }) => `${PAGE}?${new URLSearchParams([...wanted(scopes), ['tokenType', 'fineGrained']])}`,
  revoke: 'https://huggingface.co/settings/tokens',
})
