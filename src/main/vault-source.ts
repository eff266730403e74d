import type { SecretStore } from '../core/ports.ts'
import { CHECK } from '../node/catalog/sealed-store.ts'
import { type OpenVault, openVault } from '../node/open-vault.ts'

export interface VaultSource {
  /** The vault, opened on first use. @throws {BulkheadError} when it cannot be opened; the next call tries again. */
  readonly get: () => OpenVault
  /** True for a vault whose sealed store waits for its passphrase. */
  readonly isSealed: () => boolean
  /** Opens the sealed store. @throws {BulkheadError} `keychain-locked` when the passphrase is wrong. */
  readonly unlock: (passphrase: string) => Promise<void>
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
  let isUnlocked = false
  const get = (): OpenVault => {
    if (vault === null) {
      vault = open(keychain)
      onOpen(vault)
    }
    return vault
  }
  return {
    get,
    isSealed: () => get().store === 'sealed' && !isUnlocked,
    unlock: async (passphrase) => {
      const sealed = get()
      if (sealed.store !== 'sealed' || isUnlocked) return
      vault = await unlocked(passphrase)
      isUnlocked = true
      sealed.close()
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

/** A vault that was given its passphrase, and has used it: a wrong one is told here and not at the first secret. */
async function unlocked(passphrase: string): Promise<OpenVault> {
  const vault = openVault({ passphrase: async () => passphrase })
  try {
    await vault.secrets.get(CHECK)
    return vault
  } catch (error) {
    vault.close()
    throw error
  }
}
