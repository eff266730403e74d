import { BulkheadError } from '../errors.ts'
import type { Secret } from '../token/secret.ts'
import { type CredentialTarget, targetOfUrl } from './credential-target.ts'

/** What kubectl asks of a credential plugin. */
export interface ExecInfo {
  /** The answer must be of the same version. */
  readonly apiVersion: string
  /** The cluster's server; null for one that no token may go to. */
  readonly target: CredentialTarget | null
}

/** Most characters of `KUBERNETES_EXEC_INFO`; it holds a cluster's certificates. */
const LIMIT = 1024 * 1024

const VERSIONS: readonly unknown[] = ['client.authentication.k8s.io/v1', 'client.authentication.k8s.io/v1beta1']

/**
 * Reads `KUBERNETES_EXEC_INFO`.
 *
 * Source: kubernetes.io, "Client Authentication (v1)", and "Authenticating", client-go credential plugins.
 *
 * @throws {BulkheadError} `usage` when it is missing or no such JSON, or when kubectl was not told to name the cluster;
 *   `destination-refused` when the cluster's certificate is not looked at: anybody could be at its address then.
 */
export function readExecInfo(text: string | undefined): ExecInfo {
  const info = text === undefined || text.length > LIMIT ? null : parsed(text)
  const [apiVersion, kind] = [info?.apiVersion, info?.kind]
  if (info === null || typeof apiVersion !== 'string' || !VERSIONS.includes(apiVersion) || kind !== 'ExecCredential') {
    throw notAsked()
  }
  const cluster = objectAt(objectAt(info, 'spec'), 'cluster')
  if (cluster === null || typeof cluster.server !== 'string') throw clusterMissing()
  const skips = cluster['insecure-skip-tls-verify']
  if (skips !== undefined && skips !== false) throw unverified()

  return { apiVersion, target: targetOfUrl(cluster.server) }
}

/** The answer for kubectl. @param expiresAt ISO 8601; kubectl asks again once it has come. */
export const formatExecCredential = (apiVersion: string, secret: Secret, expiresAt: string | null): string =>
  JSON.stringify({
    apiVersion,
    kind: 'ExecCredential',
    status: { ...(expiresAt === null ? {} : { expirationTimestamp: expiresAt }), token: secret.reveal() },
  })

function parsed(text: string): Record<string, unknown> | null {
  try {
    return asObject(JSON.parse(text))
  } catch {
    return null
  }
}

const objectAt = (object: Record<string, unknown> | null, key: string): Record<string, unknown> | null =>
  object !== null && Object.hasOwn(object, key) ? asObject(object[key]) : null

const asObject = (value: unknown): Record<string, unknown> | null =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : null

const notAsked = (): BulkheadError =>
  new BulkheadError('usage', 'KUBERNETES_EXEC_INFO holds no ExecCredential of a known version', {
    hint: 'kubectl sets it when it calls a plugin: name this command as users[].user.exec in the kubeconfig',
  })

const clusterMissing = (): BulkheadError =>
  new BulkheadError('usage', 'kubectl did not say which cluster it signs in to', {
    hint: 'set provideClusterInfo: true beside the command in the kubeconfig',
  })

const unverified = (): BulkheadError =>
  new BulkheadError(
    'destination-refused',
    'the cluster’s certificate is not verified, so anybody could take the token',
    {
      hint: 'take insecure-skip-tls-verify out of the kubeconfig and name its certificate authority',
    },
  )
