import { BulkheadError } from '../errors.ts'
import type { Token } from '../token/token.ts'

/** With which name a token signs in where a name and a password are asked for. */
interface Convention {
  readonly provider: string
  /** Kinds for which it holds; all where it is left out. */
  readonly kinds?: readonly string[]
  /** Null where it is the account's own name, which no token tells. */
  readonly username: string | null
}

// The first row that fits counts. Sources: docs.github.com, "Authenticating as a GitHub App installation" (GitHub looks at the
// password alone); docs.gitlab.com, "Deploy tokens", "CI/CD job token" and "Clone with OAuth"; support.atlassian.com, "Using
// access tokens" and "Using API tokens"; docs.docker.com, "Personal access tokens" and "Organization access tokens"; pypi.org,
// "How can I use API tokens"; cloud.google.com, Artifact Registry, "Configure authentication"; docs.aws.amazon.com, ECR,
// "Private registry authentication".
const CONVENTIONS: readonly Convention[] = [
  { provider: 'github', username: 'x-access-token' },
  { provider: 'gitlab', kinds: ['deploy token'], username: null },
  { provider: 'gitlab', kinds: ['CI job token', 'CI job JWT'], username: 'gitlab-ci-token' },
  { provider: 'gitlab', username: 'oauth2' },
  { provider: 'bitbucket', kinds: ['app password'], username: null },
  { provider: 'bitbucket', username: 'x-token-auth' },
  { provider: 'atlassian', username: 'x-bitbucket-api-token-auth' },
  { provider: 'pypi', username: '__token__' },
  { provider: 'dockerhub', username: null },
  { provider: 'gcp', kinds: ['service account key'], username: '_json_key' },
  { provider: 'gcp', username: 'oauth2accesstoken' },
  { provider: 'aws', username: 'AWS' },
]

/** Where the server looks at the token alone, as Azure DevOps, Gitea and Hugging Face do. */
const ANY = 'token'

/** Kinds of resource that say whose account it is. */
const ACCOUNTS = new Set(['account', 'user', 'organisation', 'organization'])

/**
 * The user name that goes with a token.
 *
 * @param asked The name that the program was told to use, which then is the one; null when it leaves that to us.
 * @throws {BulkheadError} `not-found` when the name is the account's own and was not recorded.
 */
export function usernameFor({ name, provider, kind, reach }: Token, asked: string | null): string {
  if (asked !== null && asked !== '') return asked
  const convention = CONVENTIONS.find((row) => row.provider === provider && (row.kinds?.includes(kind ?? '') ?? true))
  const account = reach.resources.find((resource) => ACCOUNTS.has(resource.kind))
  const username = convention === undefined ? ANY : (convention.username ?? account?.name)
  if (username !== undefined) return username
  throw new BulkheadError('not-found', `${name} signs in with its account’s name, which is not recorded`, {
    hint: `record it: bulkhead edit ${name} --resource account:NAME`,
  })
}
