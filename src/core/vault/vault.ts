import type { AuditEntry, AuditLog, Catalog, Hash, SecretStore, World } from '../ports.ts'
import type { Provider } from '../token/provider.ts'

/** Everything a vault's verbs work on: the ports, and who is acting. */
export interface Vault {
  readonly secrets: SecretStore
  readonly catalog: Catalog
  readonly audit: AuditLog
  readonly world: World
  readonly hash: Hash
  readonly providers: readonly Provider[]
  /** The acting process and its ancestors, oldest last, for the audit trail. */
  readonly actor: () => AuditEntry['process']
}
