import { BulkheadError } from '../errors.ts'
import type { Project } from '../project/project.ts'
import type { ResolvedBinding } from '../project/resolve.ts'
import { Secret } from '../token/secret.ts'
import { eventOf } from '../vault/event-of.ts'
import { fetchSecret } from '../vault/fetch-secret.ts'
import type { Vault } from '../vault/vault.ts'

/** Who asks for a credential, and for what; this and no more is recorded. */
export interface Asking {
  readonly project: Project
  /** `git`, `docker`, `aws` or `kubectl`. */
  readonly program: string
  readonly host: string
  /** In a brokered session what stands in for a variable's token, null when nothing does; null outside of one. */
  readonly placeholder: ((env: string) => string | null) | null
}

/**
 * The secrets of bindings, for a program that asked for them; in a brokered session their placeholders.
 *
 * That it was done is recorded before they are given.
 *
 * @param check Throws where what was fetched is not what the program takes.
 * @throws {BulkheadError} `inside-session` where a brokered session has no placeholder for one, `secret-invalid` for one of
 *   several lines, which no such program can send, and whatever `check` and the store throw.
 */
export async function lendCredential(
  vault: Vault,
  asking: Asking,
  bindings: readonly ResolvedBinding[],
  check: (secrets: readonly Secret[]) => void = () => {},
): Promise<Secret[]> {
  const found = await Promise.all(bindings.map((binding) => find(vault, asking, binding)))
  const secrets = recordingRefusals(vault, asking, () => {
    const usable = bindings.map(({ token }, index) => requireUsable(token.name, found[index] ?? null, asking))
    check(usable)
    return usable
  })
  const at = vault.world.now().toISOString()
  const more = { at, project: asking.project.name, request: requestOf(asking) }
  const events = bindings.map(({ token }) => eventOf(vault, 'credential', token, more))
  const ids = bindings.map(({ token }) => token.id)
  vault.catalog.noteUse(ids, at, events)
  return secrets
}

/** Runs `choose` and records what it refuses. */
export function recordingRefusals<T>(vault: Vault, asking: Asking, choose: () => T): T {
  try {
    return choose()
  } catch (error) {
    if (error instanceof BulkheadError) recordRefusal(vault, asking, error)
    throw error
  }
}

function recordRefusal(vault: Vault, asking: Asking, { code }: BulkheadError): void {
  const { name } = asking.project
  const more = { project: name, request: requestOf(asking), decision: 'refused', code } as const
  vault.audit.append(eventOf(vault, 'credential', null, more))
}

/** Records that a server refused a token that it had been given. */
export function recordRejection(vault: Vault, asking: Asking, { token }: ResolvedBinding): void {
  const request = { ...requestOf(asking), status: UNAUTHORIZED }
  vault.audit.append(eventOf(vault, 'credential', token, { project: asking.project.name, request, decision: null }))
}

/** RFC 9110 section 15.5.2. */
const UNAUTHORIZED = 401

const requestOf = ({ program, host }: Asking) => ({ method: program, host, status: null })

/** Null where a brokered session has none: then the keychain is not asked, either. */
async function find(vault: Vault, { placeholder }: Asking, { env, token }: ResolvedBinding): Promise<Secret | null> {
  if (placeholder === null) return fetchSecret(vault, token)
  const stand = placeholder(env)
  return stand === null ? null : new Secret(stand)
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is refused
const CONTROL = /[\x00-\x1f\x7f]/

function requireUsable(name: string, secret: Secret | null, { program }: Asking): Secret {
  if (secret === null) {
    throw new BulkheadError('inside-session', `this brokered session holds no placeholder of ${name}`, {
      hint:
        program === 'aws'
          ? 'it signs requests and is never sent in one, so no broker can carry it: use it in a session without --broker'
          : 'bind it in the project outside, and start the session anew',
    })
  }
  if (!CONTROL.test(secret.reveal())) return secret
  throw new BulkheadError('secret-invalid', `${name} has several lines, and no request can carry it`, {
    hint: 'such a key is used from a variable or a file: bulkhead exec',
  })
}
