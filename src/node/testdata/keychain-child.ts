/**
 * A keychain process for tests, started by `fork`: serves the keychain that `KEYCHAIN_CHILD` names.
 *
 * `real` is the OS keychain; `memory` keeps entries in this process, and its account `hang` never answers, `die` ends the
 * process, `chatter` sends what is no reply, `late` answers after 200 ms.
 */
import { BulkheadError } from '../../core/errors.ts'
import type { SecretStore } from '../../core/ports.ts'
import type { Secret } from '../../core/token/secret.ts'
import { serveKeychain } from '../keychain/serve-keychain.ts'

const kept = new Map<string, Secret>()

const memory: SecretStore = {
  get: async (account) => {
    if (account === 'hang') return new Promise(() => undefined)
    if (account === 'die') process.kill(process.pid, 'SIGSEGV')
    if (account === 'chatter') process.send?.({ hello: 'world' })
    if (account === 'late') await new Promise((resolve) => setTimeout(resolve, 200))
    if (account === 'locked')
      throw new BulkheadError('keychain-locked', 'the keychain is locked', { hint: 'unlock it' })
    if (account === 'foreign') throw new Error('a foreign text')
    return kept.get(account) ?? null
  },
  set: async (account, secret) => {
    kept.set(account, secret)
  },
  delete: async (account) => kept.delete(account),
}

const post = (reply: object): void => {
  process.send?.(reply)
}
process.on('message', process.env.KEYCHAIN_CHILD === 'real' ? serveKeychain(post) : serveKeychain(post, memory))
