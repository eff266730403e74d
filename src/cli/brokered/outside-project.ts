import type { ProjectBinding } from '../../core/project/project.ts'
import type { ReviewedToken } from '../../core/session/learn/review-learned.ts'
import { readDestination } from '../../core/token/destination-grammar.ts'
import { covers } from '../../core/token/destination-match.ts'
import { findProject } from '../../node/find-project.ts'
import type { OpenVault } from '../../node/open-vault.ts'

/**
 * What a project's file asks for that the proposed destinations would not cover, as lines: a file may narrow a token and
 * never widen it, so that the project would be refused as a whole.
 */
export function outsideProject(vault: OpenVault, root: string | null, tokens: readonly ReviewedToken[]): string[] {
  return bindingsAt(vault, root).flatMap(({ env, tokenId, to }) => {
    const token = tokens.find(({ id }) => id === tokenId)
    const wider = to?.find((text) => token !== undefined && !isInside(token.proposed, text))
    if (wider === undefined) return []
    return [`the project file sends ${env} to ${wider}: narrow that as well, or the project is refused`]
  })
}

function bindingsAt(vault: OpenVault, root: string | null): readonly ProjectBinding[] {
  if (root === null) return []
  try {
    return findProject(root, vault).bindings
  } catch {
    // The folder is gone, or its file cannot be read: then nothing can be said of it.
    return []
  }
}

function isInside(proposed: readonly string[], text: string): boolean {
  const inner = readDestination(text)
  const carriers = inner.carrier === null ? [] : [inner.carrier]
  return proposed.some((outer) => covers(readDestination(outer), inner, carriers))
}
