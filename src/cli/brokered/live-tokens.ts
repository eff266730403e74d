import type { BrokeredToken } from '../../broker/session.ts'
import type { Grant, PreparedBroker } from '../../core/broker-tokens.ts'
import type { KeptBinding, Session, TokenRow } from '../../core/ports.ts'
import { carriersBy } from '../../core/project/resolve.ts'
import { commonDestinations } from '../../core/token/common-destinations.ts'
import { formatDestination, readDestination } from '../../core/token/destination-grammar.ts'
import type { Secret } from '../../core/token/secret.ts'
import { fetchSecret } from '../../core/vault/fetch-secret.ts'
import type { OpenVault } from '../../node/open-vault.ts'
import { messageOf } from './message-of.ts'
import { whyBlocked } from './why-blocked.ts'

/** The tokens of a running session, as the vault has them now. */
export interface LiveTokens {
  readonly tokens: readonly BrokeredToken[]
  /**
   * Looks at the catalog again: tokens are quarantined, removed, rotated, edited and unbound while a session runs.
   *
   * Destinations become fewer at once; those that are added wait for the next session, whose start asks about them.
   */
  refresh(): void
}

/** @param say Told when a rotated token's secret cannot be read. */
export function liveTokens(
  vault: OpenVault,
  { session, grants }: Pick<PreparedBroker, 'session' | 'grants'>,
  say: (line: string) => void,
): LiveTokens {
  const all = grants.map((grant) => liveToken(vault, session, grant, say))
  return {
    tokens: all.map(({ token }) => token),
    refresh: () => {
      const bindings = session.root === null ? [] : vault.catalog.bindings(session.root)
      for (const { refresh } of all) refresh(bindings)
    },
  }
}

/** No account. */
const NOT_READ = ''

/** Milliseconds until a keychain that gave no secret is asked again: it may have been locked. */
const AGAIN = 10_000

function liveToken(
  vault: OpenVault,
  { project }: Session,
  grant: Grant,
  say: (line: string) => void,
): { token: BrokeredToken; refresh: (bindings: readonly KeptBinding[]) => void } {
  const { env, source, token, account, provider, placeholder, destinations, secret: first } = grant
  const { catalog, world } = vault
  let row: TokenRow | null = catalog.tokenById(token.id)
  let isBound = true
  let secret: Secret = first
  let read = account
  let told = NOT_READ
  let open = destinations
  let openBy = token.destinations.join('\n')
  const isNarrowed = destinations.map(formatDestination).join(' ') !== token.destinations.join(' ')

  const narrow = (to: TokenRow): void => {
    const kept = to.destinations.join('\n')
    if (kept === openBy) return
    open = commonDestinations(destinations, to.destinations.map(readDestination), carriersBy(vault.providers)(token))
    openBy = kept
  }
  const rotate = async (to: TokenRow): Promise<void> => {
    read = to.account
    try {
      secret = await fetchSecret(vault, to)
    } catch (error) {
      if (told !== to.account) say(`${to.name} was rotated, and its new secret cannot be read: ${messageOf(error)}`)
      told = to.account
      setTimeout(() => {
        // Another rotation meanwhile was read by itself.
        if (read === to.account) read = NOT_READ
      }, AGAIN).unref()
    }
  }
  return {
    token: {
      id: token.id,
      name: token.name,
      env,
      provider: provider?.id ?? null,
      placeholder,
      carriers: provider?.carriers ?? [],
      granted: destinations,
      get destinations() {
        return open
      },
      kept: () => ({ all: (row ?? token).destinations.map(readDestination), isNarrowed }),
      blocked: () => whyBlocked(grant, { row, isBound, project }, world.now()),
      get secret() {
        return secret
      },
    },
    refresh: (bindings) => {
      row = catalog.tokenById(token.id)
      isBound = source === 'file' || bindings.some((each) => each.env === env && each.tokenId === token.id)
      if (row === null) return
      narrow(row)
      if (row.account !== read) void rotate(row)
    },
  }
}
