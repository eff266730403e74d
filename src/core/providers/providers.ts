import type { Provider } from '../token/provider.ts'
import { anthropic } from './anthropic.ts'
import { aws } from './aws.ts'
import { cloudflare } from './cloudflare.ts'
import { CLOUDS } from './clouds.ts'
import { github } from './github.ts'
import { gitlab } from './gitlab.ts'
import { jwt } from './jwt.ts'
import { npm } from './npm.ts'
import { openai } from './openai.ts'
import { pypi } from './pypi.ts'
import { REGISTRIES } from './registries.ts'
import { providerOf } from './row.ts'
import { SECRET_STORES } from './secret-stores.ts'
import { SERVICES } from './services.ts'
import { slack } from './slack.ts'
import { stripe } from './stripe.ts'

// Forms of the rows: gitleaks' rule table (github.com/gitleaks/gitleaks, config/gitleaks.toml) and the page that each row links.

/** Every provider that Bulkhead knows. No two forms match the same text; the order is only for readers. */
export const PROVIDERS: readonly Provider[] = [
  github,
  gitlab,
  npm,
  pypi,
  slack,
  stripe,
  aws,
  openai,
  anthropic,
  cloudflare,
  jwt,
  ...[...CLOUDS, ...REGISTRIES, ...SECRET_STORES, ...SERVICES].map(providerOf),
]

const BY_ID: ReadonlyMap<string, Provider> = new Map(PROVIDERS.map((provider) => [provider.id, provider]))

/** The provider of an id; null for one that is not known, and for null. */
export const providerById = (id: string | null): Provider | null => (id === null ? null : (BY_ID.get(id) ?? null))
