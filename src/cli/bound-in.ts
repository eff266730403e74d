import { findProject } from '../node/find-project.ts'
import type { OpenVault } from '../node/open-vault.ts'

/** Ids of the tokens that the project of a folder binds, by its file or in the catalog. */
export const boundIn = (vault: OpenVault, folder: string): Set<string> =>
  new Set(findProject(folder, vault).bindings.flatMap(({ tokenId }) => tokenId ?? []))
