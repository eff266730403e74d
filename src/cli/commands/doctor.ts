import { type Check, runChecks } from '../../node/checks.ts'
import type { CliCommand } from '../command.ts'
import { EXIT, type ExitCode } from '../exit-codes.ts'
import type { Paint } from '../render/paint.ts'
import { printable } from '../render/printable.ts'
import { type Row, table } from '../render/table.ts'

export const doctor: CliCommand = {
  name: 'doctor',
  about: 'check what the vault rests on, and settle what a crash left',
  details: 'Exit 5 when the keychain is what fails, 1 when anything else does.',
  examples: ['bulkhead doctor', 'bulkhead doctor --json'],
  async run({ out, vault }) {
    const checks = await runChecks(vault)
    out.print({ checks }, () => table(checks.map((check) => rowOf(check, out.paint))))
    for (const { ok, hint } of checks) if (!ok && hint !== null) out.hint(hint)
    return exitCodeFor(checks)
  },
}

const rowOf = ({ id, ok, message }: Check, paint: Paint): Row => [
  ok
    ? { text: '☑ ok', paint: (text) => paint.verdict('scoped', text) }
    : { text: '◆ not ok', paint: (text) => paint.verdict('god', text) },
  id,
  printable(message),
]

/** By the first that fails: the later ones rest on it. */
function exitCodeFor(checks: readonly Check[]): ExitCode {
  const failed = checks.find(({ ok }) => !ok)
  if (failed === undefined) return EXIT.ok
  return failed.id === 'keychain' ? EXIT.keychain : EXIT.failure
}
