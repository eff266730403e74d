import { BulkheadError } from '../../core/errors.ts'
import type { Project } from '../../core/project/project.ts'
import { type CredentialWish, chooseBinding } from '../../core/session/credential-choice.ts'
import { type Asking, lendCredential, recordingRefusals } from '../../core/session/lend-credential.ts'
import { placeholderHash } from '../../core/session/placeholder-hash.ts'
import type { Secret } from '../../core/token/secret.ts'
import type { Token } from '../../core/token/token.ts'
import { findProject } from '../../node/find-project.ts'
import type { OpenVault } from '../../node/open-vault.ts'
import { isInsideBroker } from '../../node/processes/is-inside-broker.ts'
import type { Cli } from '../command.ts'

/** A program's question, in the project of the folder that it runs in. */
export function askingFor(vault: OpenVault, program: string, host: string): Asking & { readonly project: Project } {
  return { project: findProject(process.cwd(), vault), program, host, placeholder: placeholdersOf(vault) }
}

/**
 * The token of this folder's project that is for a server, and its secret, after both were recorded; null for none.
 *
 * @param needs Called before the keychain is asked, for what else must be known of the token.
 */
export async function credentialFor<T>(
  { out, vault: open }: Cli,
  program: string,
  wish: CredentialWish,
  needs: (token: Token) => T,
): Promise<{ readonly token: Token; readonly secret: Secret; readonly needed: T } | null> {
  const [target] = wish.targets
  if (target === undefined) return null
  refuseTerminal(out)
  const vault = open()
  const asking = askingFor(vault, program, target.host)
  const chosen = recordingRefusals(vault, asking, () => {
    const binding = chooseBinding(asking.project, vault, wish)
    return binding && { binding, needed: needs(binding.token) }
  })
  if (chosen === null) return null
  const [secret] = await lendCredential(vault, asking, [chosen.binding])
  return secret === undefined ? null : { token: chosen.binding.token, secret, needed: chosen.needed }
}

/** What follows is for a program to read: on a terminal it would stay in its scroll-back. @throws {BulkheadError} `cancelled`. */
export function refuseTerminal({ columns }: Cli['out']): void {
  if (columns === null) return
  throw new BulkheadError('cancelled', 'the answer would show a secret on this terminal', {
    hint: 'a program calls this and reads the answer; to see a secret: bulkhead reveal NAME',
  })
}

/** In a brokered session its placeholders by variable; null outside of one. */
function placeholdersOf(vault: OpenVault): Asking['placeholder'] {
  const { catalog, hash } = vault
  if (!isInsideBroker(vault)) return null
  return (env) => {
    const value = process.env[env]
    return value !== undefined && catalog.sessionWithPlaceholder(placeholderHash(value, hash)) !== null ? value : null
  }
}
