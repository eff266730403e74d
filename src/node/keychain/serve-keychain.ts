import type { SecretStore } from '../../core/ports.ts'
import { Secret } from '../../core/token/secret.ts'
import { keychain } from './keychain.ts'
import { errorReply, type KeychainReply, type KeychainRequest, parseRequest } from './keychain-messages.ts'

/** The asking side kills this process at its own deadline, which is shorter. */
const DEADLINE = 10 * 60_000

/**
 * The work of the keychain's own process: answers requests one at a time.
 *
 * @param post Sends a reply to the asking process.
 * @returns The listener for its messages. What is not a request is dropped.
 */
export function serveKeychain(
  post: (reply: KeychainReply) => void,
  store: SecretStore = keychain({ deadline: DEADLINE }),
): (message: unknown) => void {
  return (message) => {
    const request = requestIn(message)
    if (request === null) return
    perform(store, request).then(
      (value) => post({ id: request.id, value }),
      (error: unknown) => post(errorReply(request.id, error)),
    )
  }
}

async function perform(store: SecretStore, request: KeychainRequest): Promise<string | boolean | null> {
  if (request.op === 'set') {
    await store.set(request.account, new Secret(request.secret))
    return null
  }
  if (request.op === 'delete') return store.delete(request.account)
  return (await store.get(request.account))?.reveal() ?? null
}

function requestIn(message: unknown): KeychainRequest | null {
  try {
    return parseRequest(message)
  } catch {
    return null
  }
}
