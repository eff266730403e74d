import type { Secret } from '../token/secret.ts'
import { type CredentialTarget, credentialTarget, targetOfUrl } from './credential-target.ts'

// Protocol, messages and the exit code 1 with the message on standard output: github.com/docker/docker-credential-helpers,
// credentials/credentials.go and credentials/error.go. Clients tell "none" from a failure by this very text.

export const DOCKER_NOT_FOUND = 'credentials not found in native keychain'

export const DOCKER_NO_SERVER = 'no credentials server URL'

/** Under this name docker keeps Docker Hub: github.com/docker/cli, `registry.IndexServer`. */
export const DOCKER_HUB = 'https://index.docker.io/v1/'

const HUB_NAMES = new Set([
  DOCKER_HUB,
  'https://index.docker.io/v1',
  'index.docker.io',
  'docker.io',
  'registry-1.docker.io',
])

/** Hosts that ask for Docker Hub's credentials: the old index, the token server and the registry. */
const HUB_HOSTS = ['index.docker.io', 'auth.docker.io', 'registry-1.docker.io'] as const

/** Longest server name that is read; a host has 253 characters at most. */
export const SERVER_LIMIT = 4096

/**
 * The servers that a `ServerURL` may mean; none when it names no server that a token may go to.
 *
 * Without a scheme it is https, or on this machine also http, as docker itself tries both there.
 *
 * @param text As docker wrote it, without the white space around it.
 */
export function dockerTargets(text: string): CredentialTarget[] {
  if (text.length > SERVER_LIMIT) return []
  if (HUB_NAMES.has(text)) return HUB_HOSTS.map((host) => ({ scheme: 'https', host, port: 443, path: null }))
  const targets = text.includes('://')
    ? [targetOfUrl(text)]
    : ['https', 'http'].map((scheme) => credentialTarget(scheme, text, null))
  return targets.filter((target) => target !== null)
}

/** The answer to `get`. @param server As it was asked for. */
export const formatDockerAnswer = (server: string, username: string, secret: Secret): string =>
  JSON.stringify({ ServerURL: server, Username: username, Secret: secret.reveal() })

// The registries' own manuals: GitHub, Quay, GitLab, Google, Azure, AWS; `registry.` and `docker.` are what others call theirs.
const REGISTRY =
  /^(?:ghcr\.io|quay\.io|gcr\.io|(?:registry|docker)\..+|.+\.(?:gcr\.io|pkg\.dev|azurecr\.io)|.+\.dkr\.ecr\..+\.amazonaws\.com)$/

/**
 * The name under which docker asks for a host, if that is a registry; else null.
 *
 * `docker build` hands all that is listed to the daemon: what is no registry is not listed.
 */
export function dockerServerOf(host: string): string | null {
  if (HUB_HOSTS.some((hub) => hub === host)) return DOCKER_HUB
  return REGISTRY.test(host) ? host : null
}
