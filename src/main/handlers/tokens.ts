import type { RequestOf } from '../../contract/channels.ts'
import type { TokenView } from '../../contract/view.ts'
import { addToken } from '../../core/add-token.ts'
import { BulkheadError } from '../../core/errors.ts'
import { PROVIDERS } from '../../core/providers/providers.ts'
import { inspect } from '../../core/reach/inspect.ts'
import { parseDomain } from '../../core/token/domain.ts'
import { parseExpiry } from '../../core/token/expiry.ts'
import { formatResource, parseResource } from '../../core/token/parse-resource.ts'
import { readSecret } from '../../core/token/read-secret.ts'
import type { Secret } from '../../core/token/secret.ts'
import type { Token } from '../../core/token/token.ts'
import { askToken } from '../../core/vault/ask-token.ts'
import { editToken } from '../../core/vault/edit-token.ts'
import { eventOf } from '../../core/vault/event-of.ts'
import { findTokenById } from '../../core/vault/find-token.ts'
import { narrowToken } from '../../core/vault/narrow-token.ts'
import { quarantineToken, releaseToken } from '../../core/vault/quarantine-token.ts'
import { removeToken } from '../../core/vault/remove-token.ts'
import { rotateToken } from '../../core/vault/rotate-token.ts'
import type { Vault } from '../../core/vault/vault.ts'
import { viewToken, viewTokens } from '../../core/vault/view-tokens.ts'
import { withSecret } from '../../core/vault/with-secret.ts'
import type { Services } from '../services.ts'
import { windowInspection, windowToken } from '../window-view.ts'
import type { Handlers } from './handlers.ts'

type TokenHandlers = Pick<Handlers, Extract<keyof Handlers, `tokens:${string}`>>

/** Answers what the window asks about tokens. */
export function tokenHandlers({ vault, ask, clipboard, maySpend, fetchAt }: Services): TokenHandlers {
  const named = (id: string): string => findTokenById(vault(), id).name
  const shown = (token: Token): TokenView => windowToken(viewToken(vault(), token))
  const spend = (id: string): void => {
    if (!maySpend()) throw refusedAsTooFast(vault(), id)
  }
  return {
    'tokens:list': () => viewTokens(vault()).map(windowToken),
    'tokens:inspect': ({ secret }) => windowInspection(inspect(secretOf(secret).reveal(), PROVIDERS, new Date())),
    'tokens:add': async (request) => shown(await add(vault(), request)),
    'tokens:edit': async (request) => shown(await edit(vault(), request)),
    'tokens:rotate': async (request) => shown(await rotate(vault(), request)),
    'tokens:narrow': async (request) => shown(await narrow(vault(), request)),
    'tokens:remove': async ({ id }) => {
      await removeToken(vault(), named(id))
      return null
    },
    'tokens:copy': async ({ id }) => {
      spend(id)
      await withSecret(vault(), findTokenById(vault(), id), 'copy', clipboard.copy)
      return { clearsInMs: clipboard.clearsInMs }
    },
    'tokens:reveal': async ({ id }) => {
      spend(id)
      const row = findTokenById(vault(), id)
      await ask({
        message: `Show the secret of ${row.name}?`,
        detail: 'Whoever sees the screen can read it, and so can a recording of it.',
        yes: 'Show it',
      })
      return withSecret(vault(), row, 'reveal', (plaintext) => ({ plaintext }))
    },
    'tokens:quarantine': ({ id }) => shown(quarantineToken(vault(), named(id))),
    'tokens:release': ({ id }) => shown(releaseToken(vault(), named(id))),
    'tokens:ask': async ({ id }) => shown(await askProvider(vault(), named(id), fetchAt)),
  }
}

/** The form's secret, under the same rules as one on standard input. */
function secretOf(text: string): Secret {
  // Half of a surrogate pair has no UTF-8 form: encoding it would change the secret without a word.
  if (!text.isWellFormed()) throw new BulkheadError('secret-invalid', 'the secret is not valid text')
  return readSecret(new TextEncoder().encode(text))
}

function add(vault: Vault, request: RequestOf<'tokens:add'>): Promise<Token> {
  const { name, domain, destinations, env, scopes, resources, expires } = request
  return addToken(vault, secretOf(request.secret), {
    name,
    domain: parseDomain(domain),
    destinations,
    env,
    scopes,
    resources: resources.map(parseResource),
    expiresAt: expires === null ? null : parseExpiry(expires, vault.world.now()),
  })
}

/** Changes what differs from what the form was opened with: an expiry in the past may stay, though none may be set. */
function edit(vault: Vault, request: RequestOf<'tokens:edit'>): Promise<Token> {
  const { name, domain, destinations, env, scopes, resources, expires } = request
  const old = findTokenById(vault, request.id)
  const sameScopes = same(scopes, old.reach.scopes)
  const sameResources = same(resources, old.reach.resources.map(formatResource))
  return editToken(vault, old.name, {
    name,
    domain: parseDomain(domain),
    destinations,
    env,
    ...(sameScopes ? {} : { scopes }),
    ...(sameResources ? {} : { resources: resources.map(parseResource) }),
    ...(expires === old.expiresAt ? {} : { expiresAt: expires && parseExpiry(expires, vault.world.now()) }),
  })
}

/** Puts a new secret in the place of the old one. Without a time given, it ends when it says itself that it does. */
function rotate(vault: Vault, { id, secret, expires }: RequestOf<'tokens:rotate'>): Promise<Token> {
  const expiresAt = expires === null ? null : parseExpiry(expires, vault.world.now())
  return rotateToken(vault, findTokenById(vault, id).name, secretOf(secret), expiresAt)
}

/** Makes a narrower token from one; its secret is read, narrowed and stored here, and never leaves main. */
function narrow(vault: Vault, { id, name, domain, resources, expires }: RequestOf<'tokens:narrow'>): Promise<Token> {
  return narrowToken(vault, findTokenById(vault, id).name, {
    name,
    domain: parseDomain(domain),
    destinations: null,
    resources: resources.map(parseResource),
    expiresAt: expires === null ? null : parseExpiry(expires, vault.world.now()),
  })
}

/** Asks a token's provider. @throws {BulkheadError} `failure` when it said nothing: what is shown must not be taken for its word. */
async function askProvider(vault: Vault, name: string, fetchAt: Services['fetchAt']): Promise<Token> {
  const { token, told, why } = await askToken(vault, name, { fetchAt, given: null })
  if (why !== null) throw new BulkheadError('failure', `nobody was asked about ${name}: ${why}`)
  if (told?.outcome !== 'silent') return token
  throw new BulkheadError('failure', `${told.host} told nothing about ${name}: ${told.says.join('; ')}`, {
    hint: 'try again when it can be reached',
  })
}

const same = (left: readonly string[], right: readonly string[]): boolean =>
  left.length === right.length && left.every((item, index) => item === right[index])

function refusedAsTooFast(vault: Vault, id: string): BulkheadError {
  const token = findTokenById(vault, id)
  vault.audit.append(eventOf(vault, 'ipc-refused', token, { decision: 'refused', code: 'rate-limited' }))
  return new BulkheadError('failure', 'too many secrets were asked for', { hint: 'wait a minute' })
}
