import type { Introspection } from '../../token/introspection.ts'
import { whoAmI, wholeAccount } from './who-am-i.ts'

// circleci.com/docs: "API v2", getCurrentUser (GET /api/v2/me), and "Managing API tokens": a personal token reads and writes
// all that its user may. A project's token is refused here.

export const circleci: Introspection = {
  id: 'circleci',
  base: 'https://circleci.com',
  own: { example: 'https://circleci.example.com' },
  carriage: { kind: 'header', header: 'Circle-Token' },
  steps: [whoAmI('/api/v2/me', [['login'], ['name']], wholeAccount('a personal token does all that its user may'))],
  refusal: 'the provider does not accept it here: it is a token of one project, or revoked, expired or wrong',
  source: 'https://circleci.com/docs/managing-api-tokens/',
}
