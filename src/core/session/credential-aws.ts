import { BulkheadError } from '../errors.ts'
import type { Project } from '../project/project.ts'
import { type ResolvedBinding, requireTrust } from '../project/resolve.ts'
import { readDestination } from '../token/destination-grammar.ts'
import type { Secret } from '../token/secret.ts'
import type { Vault } from '../vault/vault.ts'
import { resolveBinding } from './credential-choice.ts'

/** The parts of an AWS key, in the order of its variables: AWS SDKs and tools reference guide, "Environment variables". */
const VARIABLES = ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY', 'AWS_SESSION_TOKEN'] as const

const OPTIONAL = 'AWS_SESSION_TOKEN'

// China's and the sovereign cloud's regions have names of their own: AWS general reference, "Service endpoints".
const AWS_HOST = /(?:^|\.)amazonaws\.(?:com|com\.cn|eu)$/

/** Shown where an event names a host: which service the key is used for, only its user knows. */
export const AWS = 'amazonaws.com'

/**
 * The bindings of a project's AWS key: id, secret key, and the session token where there is one.
 *
 * @throws {BulkheadError} `not-found` when a part is not bound, `destination-refused` when a part is not for AWS, and what
 *   `resolveBindings` throws about one of them.
 */
export function chooseAwsKey(
  project: Project,
  known: Pick<Vault, 'catalog' | 'providers' | 'world'>,
): ResolvedBinding[] {
  requireTrust(project)
  return VARIABLES.flatMap((env) => {
    const binding = project.bindings.find((one) => one.env === env)
    if (binding === undefined && env === OPTIONAL) return []
    if (binding === undefined) throw notBound(project, env)
    return requireAws(resolveBinding(project, known, binding))
  })
}

/**
 * Refuses a key whose id is none: ids stand in the clear in every request.
 *
 * @param secrets In the order of `bindings`.
 * @throws {BulkheadError} `secret-invalid`.
 */
export function requireKeyId(bindings: readonly ResolvedBinding[], [id]: readonly Secret[]): void {
  if (id !== undefined && KEY_ID.test(id.reveal())) return
  throw new BulkheadError(
    'secret-invalid',
    `${bindings[0]?.token.name} is bound as AWS_ACCESS_KEY_ID and is no key id`,
    {
      hint: 'bind the id, which begins with AKIA or ASIA, and the secret key as AWS_SECRET_ACCESS_KEY',
    },
  )
}

/**
 * The answer of a `credential_process`.
 *
 * Source: AWS SDKs and tools reference guide, "Process credential provider".
 *
 * @param secrets In the order of `bindings`.
 */
export function formatAwsKey(bindings: readonly ResolvedBinding[], secrets: readonly Secret[]): string {
  const [id, key, session] = secrets
  if (id === undefined || key === undefined) throw new TypeError('an AWS key has an id and a secret key')
  const ends = bindings.flatMap(({ token }) => token.expiresAt ?? []).sort()
  return JSON.stringify({
    Version: 1,
    AccessKeyId: id.reveal(),
    SecretAccessKey: key.reveal(),
    ...(session === undefined ? {} : { SessionToken: session.reveal() }),
    ...(ends[0] === undefined ? {} : { Expiration: ends[0] }),
  })
}

// IAM API reference, AccessKey: 16 to 128 characters; IAM user guide, "IAM identifiers", for what they begin with. A secret
// key is never in upper case alone, so that two parts which were mixed up are seen.
const KEY_ID = /^A[A-Z0-9]{15,127}$/

function requireAws(binding: ResolvedBinding): ResolvedBinding {
  const { token, to } = binding
  const hosts = (to ?? token.destinations).map(readDestination).filter(({ scheme }) => scheme === 'https')
  if (hosts.some(({ host }) => AWS_HOST.test(host))) return binding
  throw new BulkheadError('destination-refused', `${token.name} is not for a host of AWS`, {
    hint: `if it is: bulkhead edit ${token.name} --to '*.amazonaws.com'`,
  })
}

const notBound = ({ name }: Project, env: string): BulkheadError =>
  new BulkheadError('not-found', `${env} is not bound in ${name}`, { hint: `bulkhead bind NAME --as ${env}` })
