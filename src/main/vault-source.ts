import type { SecretStore } from '../core/ports.ts'
import { type OpenVault, openVault } from '../node/open-vault.ts'

export interface VaultSource {
  /** The vault, opened on first use. @throws {BulkheadError} when it cannot be opened; the next call tries again. */
  readonly get: () => OpenVault
  readonly close: () => void
}

/**
 * Opens the vault when it is first wanted, so that a window can say what is wrong with it.
 *
 * @param keychain The keychain's own process. A vault with a sealed store does without it.
 * @param onOpen Called once, with the vault that was opened.
 */
export function createVaultSource(keychain: SecretStore, onOpen: (vault: OpenVault) => void): VaultSource {
  let vault: OpenVault | null = null
  return {
    get: () => {
      if (vault === null) {
        vault = open(keychain)
        onOpen(vault)
      }
      return vault
    },
    close: () => vault?.close(),
  }
}

function open(keychain: SecretStore): OpenVault {
  const vault = openVault({ secrets: keychain })
  if (vault.store === 'keychain') return vault
  vault.close()
  return openVault()
}
