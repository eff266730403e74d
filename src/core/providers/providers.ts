import type { Provider } from '../token/provider.ts'
import { AI } from './ai.ts'
import { anthropic } from './anthropic.ts'
import { atlassian } from './atlassian.ts'
import { aws } from './aws.ts'
import { azure } from './azure.ts'
import { azureDevops } from './azure-devops.ts'
import { bitbucket } from './bitbucket.ts'
import { cloudflare } from './cloudflare.ts'
import { CLOUDS } from './clouds.ts'
import { crates } from './crates.ts'
import { DATABASES } from './databases.ts'
import { datadog } from './datadog.ts'
import { dockerhub } from './dockerhub.ts'
import { dynatrace } from './dynatrace.ts'
import { fly } from './fly.ts'
import { gcp } from './gcp.ts'
import { github } from './github.ts'
import { gitlab } from './gitlab.ts'
import { grafana } from './grafana.ts'
import { heroku } from './heroku.ts'
import { HOSTING } from './hosting.ts'
import { huggingface } from './huggingface.ts'
import { jwt } from './jwt.ts'
import { MAIL } from './mail.ts'
import { MESSAGING } from './messaging.ts'
import { MONITORING } from './monitoring.ts'
import { newRelic } from './new-relic.ts'
import { npm } from './npm.ts'
import { openai } from './openai.ts'
import { PAYMENTS } from './payments.ts'
import { PLATFORMS } from './platforms.ts'
import { PRIVATE_KEYS } from './private-keys.ts'
import { pypi } from './pypi.ts'
import { REGISTRIES } from './registries.ts'
import { providerOf } from './row.ts'
import { SECRET_STORES } from './secret-stores.ts'
import { sentry } from './sentry.ts'
import { SERVICES } from './services.ts'
import { shopify } from './shopify.ts'
import { slack } from './slack.ts'
import { square } from './square.ts'
import { stripe } from './stripe.ts'
import { supabase } from './supabase.ts'
import { tailscale } from './tailscale.ts'
import { TEAMWORK } from './teamwork.ts'

// Forms of the rows: gitleaks' rule table (github.com/gitleaks/gitleaks, config/gitleaks.toml) and the page that each row links.

/** Every provider that Bulkhead knows. No two forms match the same text; the order is only for readers. */
export const PROVIDERS: readonly Provider[] = [
  github,
  gitlab,
  bitbucket,
  npm,
  pypi,
  crates,
  dockerhub,
  huggingface,
  slack,
  stripe,
  square,
  shopify,
  aws,
  gcp,
  azure,
  azureDevops,
  openai,
  anthropic,
  cloudflare,
  fly,
  heroku,
  supabase,
  tailscale,
  atlassian,
  sentry,
  grafana,
  datadog,
  newRelic,
  dynatrace,
  jwt,
  ...[
    ...CLOUDS,
    ...HOSTING,
    ...PLATFORMS,
    ...DATABASES,
    ...REGISTRIES,
    ...SECRET_STORES,
    ...PRIVATE_KEYS,
    ...PAYMENTS,
    ...MAIL,
    ...MESSAGING,
    ...MONITORING,
    ...AI,
    ...TEAMWORK,
    ...SERVICES,
  ].map(providerOf),
]

const BY_ID: ReadonlyMap<string, Provider> = new Map(PROVIDERS.map((provider) => [provider.id, provider]))

/** The provider of an id; null for one that is not known, and for null. */
export const providerById = (id: string | null): Provider | null => (id === null ? null : (BY_ID.get(id) ?? null))
