import { BulkheadError } from '../core/errors.ts'
import type { AskedAbout, Asking } from '../core/reach/ask-about.ts'
import type { Token } from '../core/token/token.ts'
import { findToken } from '../core/vault/find-token.ts'
import type { Vault } from '../core/vault/vault.ts'
import type { CommandOption } from './command.ts'
import type { Output } from './output.ts'

/** Options of the commands that can ask providers. */
export interface OnlineInput {
  readonly online?: boolean
  readonly base?: string
}

export const ONLINE_OPTIONS: readonly CommandOption[] = [
  { flags: '--online', about: 'ask the provider, too: it is sent the token, with GET or HEAD only' },
  {
    flags: '--base <URL>',
    about: 'with --online, the server of a provider that you run yourself',
    completes: 'nothing',
  },
]

/**
 * How the options say that providers are to be asked; null for not at all.
 *
 * @throws {BulkheadError} `usage` for a base URL without `--online`, `destination-invalid` and `destination-refused` for the URL.
 */
export async function askingOf({ online, base }: OnlineInput, out: Output): Promise<Asking | null> {
  if (!online && base !== undefined) {
    throw new BulkheadError('usage', '--base says where to ask, and nobody is asked', { hint: 'add --online' })
  }
  if (!online) return null
  // Loading what asks takes time that only this needs.
  const { parseBaseUrl } = await import('../core/reach/base-url.ts')
  const { providerFetch } = await import('../node/ask-provider.ts')
  const given = base === undefined ? null : parseBaseUrl(base)
  if (PROXIES.some((name) => process.env[name])) out.say('providers are asked directly: a proxy is not used for this')
  return { fetchAt: providerFetch, given }
}

const PROXIES = ['HTTPS_PROXY', 'https_proxy', 'ALL_PROXY', 'all_proxy'] as const

/** Says on stderr why a provider told nothing, so that what is shown is not taken for its word. */
export function sayUnasked(out: Output, name: string, { told, why }: Pick<AskedAbout, 'told' | 'why'>): void {
  if (why !== null) out.say(`nobody was asked about ${name}: ${why}`)
  if (told?.outcome === 'silent') out.say(`${told.host} told nothing about ${name}: ${told.says.join('; ')}`)
  if (told?.outcome === 'refused' || told?.outcome === 'dead')
    out.say(`${told.host} on ${name}: ${told.says.join('; ')}`)
}

/**
 * Asks the provider of a token, and says on stderr what it did not tell.
 *
 * @throws {BulkheadError} What `askToken` throws.
 */
export async function checkOnline(vault: Vault, name: string, asking: Asking, out: Output): Promise<Token> {
  const { askToken } = await import('../core/vault/ask-token.ts')
  const { token, ...asked } = await askToken(vault, name, asking)
  sayUnasked(out, name, asked)
  return token
}

/**
 * Refuses a base URL for tokens of several providers: one of them would be shown to the server of another.
 *
 * @throws {BulkheadError} `usage`, and `not-found` for a name of no token.
 */
export function refuseMixed(vault: Vault, names: readonly string[], { base }: OnlineInput): void {
  if (base === undefined) return
  const providers = new Set(names.map((name) => findToken(vault, name).provider))
  if (providers.size <= 1) return
  throw new BulkheadError('usage', '--base is one server, and these tokens are of several providers', {
    hint: 'name the tokens that this server knows',
  })
}
