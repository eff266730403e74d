import type { AuditEvent } from '../../core/audit/audit-event.ts'
import { verifyAudit } from '../../core/audit/verify-audit.ts'
import { BulkheadError } from '../../core/errors.ts'
import type { OpenVault } from '../../node/open-vault.ts'
import type { CliCommand } from '../command.ts'
import { EXIT, type ExitCode } from '../exit-codes.ts'
import type { Output } from '../output.ts'
import { moment } from '../render/moment.ts'
import { printableJson } from '../render/printable.ts'
import { type Row, table } from '../render/table.ts'

type Action = (vault: OpenVault, out: Output) => Promise<ExitCode>

const ACTIONS: Readonly<Record<string, Action>> = { list: listEvents, verify: verifyChain, export: exportEvents }

const NAMES = Object.keys(ACTIONS)

export const audit: CliCommand<{ readonly action?: string }> = {
  name: 'audit',
  about: 'show the record of what was done with tokens, check it, or write it out',
  details: 'list shows it (the default), verify checks the chain and its seals, export writes one JSON object a line.',
  args: [{ name: 'ACTION', about: NAMES.join(', '), optional: true, completes: NAMES }],
  examples: ['bulkhead audit', 'bulkhead audit verify', 'bulkhead audit export > audit.jsonl'],
  async run({ out, vault }, { action = 'list' }) {
    const act = Object.hasOwn(ACTIONS, action) ? ACTIONS[action] : undefined
    if (act === undefined)
      throw new BulkheadError('usage', 'audit knows no such action', { hint: `one of ${NAMES.join(', ')}` })
    return act(vault(), out)
  },
}

async function listEvents({ audit }: OpenVault, out: Output): Promise<ExitCode> {
  const events = audit.events()
  out.print({ events }, () => table([TITLES.map((text) => ({ text, paint: out.paint.quiet })), ...events.map(rowOf)]))
  return EXIT.ok
}

const TITLES = ['ROW', 'AT', 'ACTION', 'TOKEN', 'PROJECT', 'DECISION', 'BY']

const rowOf = ({ seq, at, action, token, project, decision, code, process, request }: AuditEvent): Row => [
  String(seq),
  moment(at),
  request === null ? action : [action, request.method, request.host, statusOf(action, request)].join(' ').trimEnd(),
  token?.name ?? '-',
  project ?? '-',
  [decision ?? '-', code].filter((part) => part !== null).join(' '),
  process[0]?.exe ?? '-',
]

/** What a program does with a credential that it got, nobody tells us, unless its server refused it. */
const statusOf = (action: string, { status }: NonNullable<AuditEvent['request']>): string =>
  status === null ? (action === 'credential' ? '' : 'no answer') : String(status)

async function verifyChain(vault: OpenVault, out: Output): Promise<ExitCode> {
  const { problem, ...verification } = await verifyAudit(vault)
  const { ok, rows, sealed, firstBad } = verification
  out.print({ verification }, () => (ok ? `sealed up to ${sealed}, ${rows - sealed} unsealed` : ''))
  if (ok) return EXIT.ok
  out.say(`the record does not hold${firstBad === null ? '' : ` from row ${firstBad}`}: ${problem}`)
  out.hint('rows before that one are sound; find out who could write the catalog')
  return EXIT.failure
}

async function exportEvents({ audit }: OpenVault, out: Output): Promise<ExitCode> {
  const events = audit.events()
  out.print({ events }, () => events.map((event) => `${printableJson(event)}\n`).join(''))
  return EXIT.ok
}
