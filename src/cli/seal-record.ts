import { sealAudit } from '../core/audit/seal-audit.ts'
import { BulkheadError } from '../core/errors.ts'
import type { OpenVault } from '../node/open-vault.ts'

/** Seals the record at a session's end; where that cannot be, the next check of it does so. */
export async function sealRecord(vault: OpenVault, say: (line: string) => void): Promise<void> {
  try {
    await sealAudit(vault)
  } catch (error) {
    if (!(error instanceof BulkheadError)) throw error
    say(`the record is not sealed yet: ${error.message}`)
  }
}
