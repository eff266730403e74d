import { app } from 'electron'
import type { AppStatus } from '../../contract/view.ts'
import { BulkheadError } from '../../core/errors.ts'
import { type ServiceState, secretServiceState } from '../../node/secret-service.ts'
import type { Handlers } from '../ipc.ts'
import type { Services } from '../services.ts'

type Standing = Pick<AppStatus, 'state' | 'message'>

/** Answers how the app stands: whether it can open its vault, and whether its secrets can be reached. */
export const appHandlers = ({ vault }: Services): Pick<Handlers, 'app:status'> => ({
  'app:status': async () => {
    const common = { version: app.getVersion(), standIn: process.versions.chrome === 'stand-in' }
    try {
      const { store } = vault()
      return { ...common, store, ...(store === 'sealed' ? SEALED : await keychainStanding()) }
    } catch (error) {
      if (!(error instanceof BulkheadError)) throw error
      return { ...common, store: 'keychain', state: 'unreadable', message: error.message }
    }
  },
})

const SEALED: Standing = {
  state: 'locked',
  message: 'this vault is sealed with a passphrase; use it on the command line',
}

const STANDINGS: Readonly<Record<ServiceState, Standing>> = {
  unlocked: { state: 'ready', message: 'the keychain is unlocked' },
  empty: { state: 'ready', message: 'the keychain is empty' },
  locked: { state: 'locked', message: 'the keychain is locked' },
  'no-service': { state: 'missing', message: 'no keychain service is running' },
  'no-bus': { state: 'missing', message: 'there is no session bus, and so no keychain' },
}

// Asked over D-Bus and not through keytar, whose calls may wait for a prompt.
const keychainStanding = async (): Promise<Standing> =>
  STANDINGS[process.platform === 'linux' ? await secretServiceState() : 'unlocked']
