import { utilityProcess } from 'electron'
import type { SecretStore } from '../core/ports.ts'
import { type KeychainProcess, remoteKeychain } from '../node/keychain/remote-keychain.ts'

/**
 * The keychain, in a process of its own: a prompt blocks its threads and not ours, and a crash there ends nothing here.
 *
 * @param script The built `keychain-process.js`.
 */
export const startKeychain = (script: string): SecretStore & Disposable => remoteKeychain(() => fork(script))

function fork(script: string): KeychainProcess {
  const child = utilityProcess.fork(script, [], { serviceName: 'Bulkhead keychain', stdio: 'ignore' })
  return {
    post: (message) => child.postMessage(message),
    onMessage: (listener) => child.on('message', listener),
    onExit: (listener) => child.once('exit', listener),
    kill: () => {
      // `kill()` asks with SIGTERM, which a process that is stuck in its prompt may never see.
      if (child.pid !== undefined) process.kill(child.pid, 'SIGKILL')
    },
  }
}
