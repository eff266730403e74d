import { findProject } from '../node/find-project.ts'
import type { OpenVault } from '../node/open-vault.ts'

/** Ids of the tokens that the project of a folder binds, by its file or in the catalog. */
export async function boundIn(vault: OpenVault, folder: string): Promise<Set<string>> {
  const { bindings } = await findProject(folder, vault)
  return new Set(bindings.flatMap(({ tokenId }) => tokenId ?? []))
}
