import { join } from 'node:path'
import { PROVIDERS } from '../core/providers/providers.ts'
import { CATALOG_FILE, composeVault, type OpenVault, type VaultOptions } from './compose-vault.ts'
import { type Paths, pathsOf } from './files/paths.ts'
import { statOf } from './files/safe-directory.ts'

export type { OpenVault, VaultOptions }

/**
 * Opens this user's vault: the catalog is made if it is missing, the keychain is not touched before a secret is wanted.
 *
 * @throws {BulkheadError} `unsafe-path`, `disk`, `catalog-newer`, `catalog-corrupt`.
 */
export const openVault = (options: VaultOptions = {}): OpenVault => composeVault(PROVIDERS, options)

/** True where this user has a vault already. */
export const hasVault = ({ data }: Paths = pathsOf()): boolean => statOf(join(data, CATALOG_FILE)) !== null
