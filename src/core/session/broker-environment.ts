import { type Destination, readDestination } from '../token/destination-grammar.ts'
import { covers } from '../token/destination-match.ts'
import type { Provider } from '../token/provider.ts'
import { type BrokerAddress, brokerProxy } from './broker-proxy.ts'
import type { Environment } from './environment.ts'
import { noProxy } from './no-proxy.ts'

/** A variable of a brokered session, and the placeholder that it gets. */
export interface BrokeredBinding {
  readonly env: string
  /** The token's name. */
  readonly token: string
  readonly placeholder: string
  /** Narrowed by the project's file. */
  readonly destinations: readonly Destination[]
  readonly provider: Pick<Provider, 'destinations' | 'baseUrlEnv' | 'selfManaged'> | null
}

/**
 * In both cases: some clients read one, some the other, and curl takes `http_proxy` only in lower case. Yarn from 2 on reads
 * none of these but its own settings, which may come from variables: yarnpkg.com, "Settings (.yarnrc.yml)".
 */
const PROXY = ['HTTP_PROXY', 'HTTPS_PROXY', 'http_proxy', 'https_proxy', 'YARN_HTTP_PROXY', 'YARN_HTTPS_PROXY'] as const

const EXCEPTIONS = ['NO_PROXY', 'no_proxy'] as const

/** Where clients look for a file of roots; each replaces their own, so the bundle holds those, too. */
export const BUNDLE_VARIABLES: readonly string[] = [
  'SSL_CERT_FILE',
  'NODE_EXTRA_CA_CERTS',
  'REQUESTS_CA_BUNDLE',
  'CURL_CA_BUNDLE',
  'GIT_SSL_CAINFO',
  'CARGO_HTTP_CAINFO',
  'DENO_CERT',
  'AWS_CA_BUNDLE',
  'npm_config_cafile',
]

/**
 * Files of roots that go before those above in their programs: changed where they are set, not set where they are not.
 *
 * Sources: pip's, Bundler's, Yarn's and gcloud's pages on their settings, each of which has a variable.
 */
export const OVERRULING_BUNDLES: readonly string[] = [
  'PIP_CERT',
  'NIX_SSL_CERT_FILE',
  'BUNDLE_SSL_CA_CERT',
  'YARN_HTTPS_CA_FILE_PATH',
  'CLOUDSDK_CORE_CUSTOM_CA_CERTS_FILE',
]

// npm reads its variables in any case. The broker dials by the inherited HTTPS_PROXY itself.
const OVERRULING = /^(?:npm_config_(?:https[-_])?proxy|npm_config_noproxy|npm_config_ca|cargo_http_proxy|pip_proxy)$/i
const OTHER_CASE = /^npm_config_cafile$/i

/** Variables that go before ours in their programs and would lead past the broker: they leave the session's environment. */
export const pastBroker = (parent: Environment): string[] =>
  Object.keys(parent).filter(
    (name) => OVERRULING.test(name) || (OTHER_CASE.test(name) && !BUNDLE_VARIABLES.includes(name)),
  )

/**
 * What a brokered session's environment gets: placeholders, the way through the broker, and the roots to trust.
 *
 * The session's own variables (`BULKHEAD_…`) are not among them.
 *
 * @param parent The environment that it changes: what is set there is kept, as far as it does not lead past the broker.
 */
export function brokerEnvironment(
  bindings: readonly BrokeredBinding[],
  broker: BrokerAddress,
  parent: Environment,
): Map<string, string> {
  const { bundle } = broker
  const bound = bindings.flatMap(({ destinations }) => destinations)
  const inherited = EXCEPTIONS.flatMap((name) => parent[name] ?? [])
  const bundles = [...BUNDLE_VARIABLES, ...OVERRULING_BUNDLES.filter((name) => parent[name] !== undefined)]
  const all = (names: readonly string[], value: string) => names.map((name) => [name, value] as const)
  return new Map([
    ...all(PROXY, brokerProxy(broker)),
    ...all(EXCEPTIONS, noProxy(inherited, bound)),
    ...all(['NODE_USE_ENV_PROXY'], '1'),
    ...all(bundles, bundle),
    ...baseUrls(bindings, broker, parent),
    ...bindings.map(({ env, placeholder }) => [env, placeholder] as const),
  ])
}

/** Base URLs for SDKs that take one. One that is set already stays: whoever set it means another server. */
function baseUrls(
  bindings: readonly BrokeredBinding[],
  { port, credential }: BrokerAddress,
  parent: Environment,
): (readonly [string, string])[] {
  const wanted = Map.groupBy(bindings.filter(hasBaseUrl), ({ provider }) => provider?.baseUrlEnv ?? '')
  return Array.from(wanted, ([variable, [binding, ...others]]) => {
    // One address leads to one token: with several, none is meant more than the others.
    if (others.some(({ token }) => token !== binding?.token) || parent[variable] !== undefined) return null
    const path = USUAL_PATHS[variable] ?? ''
    return [variable, `http://127.0.0.1:${port}/${credential}/${binding?.token}${path}`] as const
  }).filter((entry) => entry !== null)
}

/** True when the token goes first to the very server that its provider's SDK calls. */
function hasBaseUrl({ provider, destinations }: BrokeredBinding): boolean {
  const first = destinations.find(({ host }) => !host.startsWith('*.'))
  const [usual] = provider?.destinations ?? []
  if (provider?.baseUrlEnv === undefined || NO_BASE_URL.has(provider.baseUrlEnv) || first === undefined) return false
  return (
    provider.selfManaged === true ||
    (usual !== undefined && covers(readDestination(usual), { ...first, carrier: null }))
  )
}

/**
 * npm keys its credentials by the registry's address: under another one it would find none, and write ours into lock
 * files. It takes the proxy and the bundle.
 */
const NO_BASE_URL: ReadonlySet<string> = new Set(['npm_config_registry'])

/**
 * What an SDK's own base URL holds besides the host.
 *
 * Sources: the SDKs of OpenAI, Together and Cloudflare, whose defaults end so; those of others end with the host.
 */
const USUAL_PATHS: Readonly<Record<string, string>> = {
  OPENAI_BASE_URL: '/v1',
  TOGETHER_BASE_URL: '/v1',
  CLOUDFLARE_BASE_URL: '/client/v4',
}
