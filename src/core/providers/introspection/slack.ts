import type { Answer, Introspection, Told } from '../../token/introspection.ts'
import { textAt, valueAt, wordsOf } from '../../token/value-at.ts'

// docs.slack.dev: "auth.test" (no scope needed; team, user, enterprise_id, is_enterprise_install; errors such as
// token_revoked), and "Installing with OAuth": every answer's x-oauth-scopes lists what the token was given.

/** Errors that say of a token that it lived once. */
const DEAD: ReadonlyMap<string, string> = new Map([
  ['token_revoked', 'is revoked'],
  ['token_expired', 'has expired'],
  ['account_inactive', 'belongs to a user or a workspace that is no more'],
])

function read({ body, header }: Answer): Told {
  if (valueAt(body, 'ok') === false) return refusal(textAt(body, 'error') ?? '')
  const team = textAt(body, 'team')
  if (team === undefined) return {}
  const scopes = header('x-oauth-scopes')
  const user = textAt(body, 'user')
  const isWhole = valueAt(body, 'is_enterprise_install') === true
  return {
    account: user === undefined ? team : `${user} in the workspace ${team}`,
    ...(scopes !== null && { scopes: wordsOf(scopes) }),
    ...(isWhole && { breadth: 'organisation', says: ['it is installed in every workspace of the organisation'] }),
  }
}

function refusal(error: string): Told {
  const dead = DEAD.get(error)
  if (dead !== undefined) return { dead }
  // An answer that has nothing to do with the token, such as `ratelimited`, tells nothing about it.
  return error === 'invalid_auth' || error === 'not_authed' ? { refused: true } : {}
}

export const slack: Introspection = {
  id: 'slack',
  base: 'https://slack.com',
  carriage: { kind: 'bearer' },
  // Refresh tokens are exchanged, and a webhook's address is only posted to.
  steps: ({ text }) => (/^(?:xoxe-|https:)/.test(text) ? [] : [{ path: '/api/auth.test', read }]),
  source: 'https://docs.slack.dev/reference/methods/auth.test',
}
