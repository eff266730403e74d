import { BulkheadError } from '../../core/errors.ts'
import type { Session } from '../../core/session/session.ts'
import type { CliCommand } from '../command.ts'
import { moment } from '../moment.ts'
import { type Row, table } from '../table.ts'

interface SessionsInput {
  readonly action?: string
  readonly id?: string
}

export const sessions: CliCommand<SessionsInput> = {
  name: 'sessions',
  about: 'list the runs of scoped shells and of exec, the newest last',
  args: [
    { name: 'ACTION', about: 'list (the default)', optional: true, completes: ['list'] },
    { name: 'ID', about: 'a session', optional: true, completes: 'nothing' },
  ],
  examples: ['bulkhead sessions', 'bulkhead sessions --json'],
  async run({ out, vault }, { action = 'list', id }) {
    refuseOther(action, id)
    const { catalog } = vault()
    const names = new Map(catalog.tokens().map((token) => [token.id, token.name]))
    const nameOf = (token: string): string => names.get(token) ?? token
    const all = catalog
      .sessions()
      .map(({ root: _, ...session }) => ({ ...session, tokens: session.tokens.map(nameOf) }))
    out.print({ sessions: all }, () =>
      all.length === 0 ? '' : table([TITLES.map((text) => ({ text, paint: out.paint.quiet })), ...all.map(rowOf)]),
    )
    if (all.length === 0) out.say('no session was started yet')
    return undefined
  },
}

/** @throws {BulkheadError} `usage`. A session without a broker holds its tokens itself: only its own end takes them back. */
function refuseOther(action: string, id: string | undefined): void {
  if (action === 'end') {
    throw new BulkheadError('usage', 'a session without a broker cannot be ended from outside', {
      hint: 'exit its shell',
    })
  }
  if (action === 'list' && id === undefined) return
  throw new BulkheadError('usage', 'sessions takes no such arguments', { hint: 'run `bulkhead sessions --help`' })
}

const TITLES = ['ID', 'KIND', 'PROJECT', 'STARTED', 'ENDED', 'TOKENS']

const rowOf = ({ id, kind, project, startedAt, endedAt, tokens }: Omit<Session, 'root'>): Row => [
  id,
  kind,
  project ?? '-',
  moment(startedAt),
  endedAt === null ? '-' : moment(endedAt),
  tokens.length === 0 ? '-' : tokens.join(' '),
]
