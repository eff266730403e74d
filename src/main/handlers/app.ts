import { app } from 'electron'
import type { AppStatus } from '../../contract/view.ts'
import { BulkheadError } from '../../core/errors.ts'
import { type ServiceState, secretServiceState } from '../../node/keychain/secret-service.ts'
import type { Services } from '../services.ts'
import type { Handlers } from './handlers.ts'

type Standing = Pick<AppStatus, 'store' | 'state' | 'message'>

/** Answers how the app stands: whether it can open its vault, and whether its secrets can be reached. */
export function appHandlers({ vault, seal }: Services): Pick<Handlers, 'app:status' | 'app:unlock'> {
  const status = async (): Promise<AppStatus> => ({
    version: app.getVersion(),
    standIn: process.versions.chrome === 'stand-in',
    ...(await standing()),
  })
  const standing = async (): Promise<Standing> => {
    try {
      if (vault().store === 'keychain') return await keychainStanding()
      return seal.isSealed() ? SEALED : UNSEALED
    } catch (error) {
      if (!(error instanceof BulkheadError)) throw error
      return { store: 'keychain', state: 'unreadable', message: error.message }
    }
  }
  return {
    'app:status': status,
    'app:unlock': async ({ passphrase }) => {
      await seal.unlock(passphrase)
      return status()
    },
  }
}

const SEALED: Standing = { store: 'sealed', state: 'locked', message: 'the sealed store waits for its passphrase' }
const UNSEALED: Standing = { store: 'sealed', state: 'ready', message: 'the sealed store is open' }

const KEYCHAIN: Readonly<Record<ServiceState, Omit<Standing, 'store'>>> = {
  unlocked: { state: 'ready', message: 'the keychain is unlocked' },
  empty: { state: 'ready', message: 'the keychain is empty' },
  locked: { state: 'locked', message: 'the keychain is locked' },
  'no-service': { state: 'missing', message: 'no keychain service is running' },
  'no-bus': { state: 'missing', message: 'there is no session bus, and so no keychain' },
}

// Asked over D-Bus and not through keytar, whose calls may wait for a prompt.
async function keychainStanding(): Promise<Standing> {
  const state = process.platform === 'linux' ? await secretServiceState() : 'unlocked'
  return { store: 'keychain', ...KEYCHAIN[state] }
}
