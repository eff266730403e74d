import { PROVIDERS } from '../core/providers/providers.ts'
import { composeVault, type OpenVault, type VaultOptions } from './compose-vault.ts'

export type { OpenVault, VaultOptions }

/**
 * Opens this user's vault: the catalog is made if it is missing, the keychain is not touched before a secret is wanted.
 *
 * @throws {BulkheadError} `unsafe-path`, `disk`, `catalog-newer`, `catalog-corrupt`.
 */
export const openVault = (options: VaultOptions = {}): OpenVault => composeVault(PROVIDERS, options)
