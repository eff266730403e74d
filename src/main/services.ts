import type { Asking } from '../core/reach/ask-about.ts'
import type { OpenVault } from '../node/open-vault.ts'
import type { Ask } from './ask.ts'
import type { ProjectFolders } from './project-folders.ts'
import type { SecretClipboard } from './secret-clipboard.ts'
import type { Tripwires } from './tripwires.ts'
import type { VaultSource } from './vault-source.ts'

/** What the handlers and the tray work with. */
export interface Services {
  /** The vault, opened on first use. @throws {BulkheadError} when it cannot be opened; the next call tries again. */
  readonly vault: () => OpenVault
  /** Whether its secrets wait for a passphrase, and how they are told it. */
  readonly seal: Pick<VaultSource, 'isSealed' | 'unlock'>
  readonly ask: Ask
  readonly clipboard: SecretClipboard
  readonly folders: ProjectFolders
  /** True when one more secret may leave the vault for the window or the clipboard now. */
  readonly maySpend: () => boolean
  /** The way to providers, for asking them what a token may do. */
  readonly fetchAt: Asking['fetchAt']
  readonly tripwires: Tripwires
  /** Opens a terminal with a scoped shell of the project. @returns The terminal's name. */
  readonly openShell: (root: string) => Promise<string>
}
