import { BulkheadError } from '../../core/errors.ts'
import type { Session } from '../../core/session/session.ts'
import { endBrokered } from '../../node/end-brokered.ts'
import { learnedSessions } from '../../node/files/learned-file.ts'
import { sessionFile } from '../../node/files/session-files.ts'
import { readTraffic, requestsPerSecond, type Traffic } from '../../node/files/traffic-file.ts'
import type { OpenVault } from '../../node/open-vault.ts'
import { type SessionState, sessionState } from '../../node/session-state.ts'
import type { CliCommand } from '../command.ts'
import type { Output } from '../output.ts'
import { moment } from '../render/moment.ts'
import { type Row, table } from '../render/table.ts'
import { settleSessions } from '../settle-sessions.ts'

interface SessionsInput {
  readonly action?: string
  readonly id?: string
}

export const sessions: CliCommand<SessionsInput> = {
  name: 'sessions',
  about: 'list the runs of scoped shells and of exec, the newest last, or end one that has a broker',
  details:
    'A session with a broker is shown with what it sends while it runs. `sessions end ID` ends it at once: its tunnels ' +
    'are closed, its placeholders are worthless, and its processes are hung up on. Without a broker the processes hold ' +
    'the tokens themselves, and only their own end takes them back.',
  args: [
    { name: 'ACTION', about: 'list (the default), or end', optional: true, completes: ['list', 'end'] },
    { name: 'ID', about: 'a session', optional: true, completes: 'nothing' },
  ],
  examples: ['bulkhead sessions', 'bulkhead sessions --json', 'bulkhead sessions end ses_01JD8X4M3QZ7N5V2K9T6B1C0RE'],
  async run({ out, vault }, { action = 'list', id }) {
    if (action === 'end' && id !== undefined) await end(vault(), id, out)
    else if (action === 'list' && id === undefined) list(vault(), out)
    else throw new BulkheadError('usage', 'sessions takes no such arguments', { hint: 'bulkhead sessions [end ID]' })
    return undefined
  },
}

async function end(vault: OpenVault, id: string, out: Output): Promise<void> {
  await endBrokered(vault, id)
  out.print({ ok: true }, () => '')
  out.say(`the session ${id} has ended`)
}

interface Shown extends Omit<Session, 'root'> {
  readonly state: SessionState
  /** True when something is kept of what it learned. */
  readonly learned: boolean
  readonly traffic: (Traffic & { readonly perSecond: number }) | null
}

function list(vault: OpenVault, out: Output): void {
  const { catalog, paths, world } = vault
  settle(vault)
  const learned = learnedSessions(paths)
  const names = new Map(catalog.tokens().map((token) => [token.id, token.name]))
  const all = catalog.sessions().map(({ root: _, ...session }): Shown => {
    const tokens = session.tokens.map((token) => names.get(token) ?? token)
    const state = sessionState(session)
    return {
      ...session,
      tokens,
      state,
      learned: learned.has(session.id),
      traffic: trafficOf(vault, session, state, world.now()),
    }
  })
  out.print({ sessions: all }, () =>
    all.length === 0 ? '' : table([TITLES.map((text) => ({ text, paint: out.paint.quiet })), ...all.map(rowOf)]),
  )
  if (all.length === 0) out.say('no session was started yet')
  const last = all.findLast((session) => session.learned && session.state === 'ended')
  if (last !== undefined) out.hint(`what it learned is not reviewed yet: bulkhead replay ${last.id}`)
}

/** Writes down the end of brokers that were killed; where that cannot be written, they are shown all the same. */
function settle(vault: OpenVault): void {
  try {
    settleSessions(vault)
  } catch (error) {
    if (!(error instanceof BulkheadError)) throw error
  }
}

function trafficOf(
  { paths }: OpenVault,
  { id, pid, brokered }: Omit<Session, 'root'>,
  state: Shown['state'],
  now: Date,
): Shown['traffic'] {
  const traffic = brokered && state === 'running' ? readTraffic(sessionFile(paths, id, pid, 'traffic.json')) : null
  return traffic && { ...traffic, perSecond: requestsPerSecond(traffic, now) }
}

const TITLES = ['ID', 'KIND', 'PROJECT', 'STARTED', 'STATE', 'REQUESTS', 'TOKENS']

const rowOf = ({ id, kind, project, startedAt, endedAt, tokens, state, brokered, traffic }: Shown): Row => [
  id,
  brokered ? `${kind}, broker` : kind,
  project ?? '-',
  moment(startedAt),
  state === 'ended' ? `ended ${endedAt === null ? '' : moment(endedAt)}`.trim() : state === 'running' ? 'running' : '-',
  traffic === null ? '-' : requests(traffic),
  tokens.length === 0 ? '-' : tokens.join(' '),
]

const requests = ({ allowed, refused, perSecond }: NonNullable<Shown['traffic']>): string =>
  `${allowed}${refused === 0 ? '' : `, ${refused} refused`}${perSecond === 0 ? '' : `, ${perSecond}/s`}`
