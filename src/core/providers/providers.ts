import type { Provider } from '../token/provider.ts'
import { anthropic } from './anthropic.ts'
import { aws } from './aws.ts'
import { cloudflare } from './cloudflare.ts'
import { github } from './github.ts'
import { gitlab } from './gitlab.ts'
import { jwt } from './jwt.ts'
import { npm } from './npm.ts'
import { openai } from './openai.ts'
import { pypi } from './pypi.ts'
import { slack } from './slack.ts'
import { stripe } from './stripe.ts'

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
]

const BY_ID: ReadonlyMap<string, Provider> = new Map(PROVIDERS.map((provider) => [provider.id, provider]))

/** The provider of an id; null for one that is not known, and for null. */
export const providerById = (id: string | null): Provider | null => (id === null ? null : (BY_ID.get(id) ?? null))
