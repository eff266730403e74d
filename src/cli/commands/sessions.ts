import { setTimeout as sleep } from 'node:timers/promises'
import { BulkheadError } from '../../core/errors.ts'
import type { Session } from '../../core/session/session.ts'
import { isAlive, isBrokerRunning } from '../../node/is-running.ts'
import type { OpenVault } from '../../node/open-vault.ts'
import { sessionFile } from '../../node/session-files.ts'
import { readTraffic, requestsPerSecond, type Traffic } from '../../node/traffic-file.ts'
import type { CliCommand } from '../command.ts'
import { moment } from '../moment.ts'
import type { Output } from '../output.ts'
import { settleSessions } from '../settle-sessions.ts'
import { type Row, table } from '../table.ts'

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

/** How long a session may take to end before that is said, ms, and how often it is looked at. */
const PATIENCE = 5_000
const LOOK = 50

/** @throws {BulkheadError} `not-found`; `usage` for a session without a broker; `failure` for one that does not end. */
async function end(vault: OpenVault, id: string, out: Output): Promise<void> {
  const { catalog } = vault
  const session = catalog.sessions().find((one) => one.id === id)
  if (session === undefined) throw new BulkheadError('not-found', 'no such session', { hint: 'bulkhead sessions' })
  if (!session.brokered) {
    throw new BulkheadError('usage', 'a session without a broker cannot be ended from outside', {
      hint: 'exit its shell',
    })
  }
  settleSessions(vault)
  if (catalog.askEnd(id)) await untilEnded(vault, id)
  out.print({ ok: true }, () => '')
  out.say(`the session ${id} has ended`)
}

async function untilEnded({ catalog }: OpenVault, id: string): Promise<void> {
  for (let waited = 0; waited < PATIENCE; waited += LOOK) {
    if (!catalog.brokeredSessions().some((session) => session.id === id)) return
    await sleep(LOOK)
  }
  throw new BulkheadError('failure', 'it was told to end, and has not said yet that it did', {
    hint: 'look again: bulkhead sessions',
  })
}

interface Shown extends Omit<Session, 'root'> {
  readonly state: 'running' | 'ended' | 'unknown'
  readonly traffic: (Traffic & { readonly perSecond: number }) | null
}

function list(vault: OpenVault, out: Output): void {
  const { catalog, world } = vault
  const names = new Map(catalog.tokens().map((token) => [token.id, token.name]))
  const all = catalog.sessions().map(({ root: _, ...session }): Shown => {
    const tokens = session.tokens.map((token) => names.get(token) ?? token)
    const state = stateOf(session)
    return { ...session, tokens, state, traffic: trafficOf(vault, session, state, world.now()) }
  })
  out.print({ sessions: all }, () =>
    all.length === 0 ? '' : table([TITLES.map((text) => ({ text, paint: out.paint.quiet })), ...all.map(rowOf)]),
  )
  if (all.length === 0) out.say('no session was started yet')
}

/** A command without a broker took the place of our process and cannot tell when it ends. */
function stateOf({ endedAt, brokered, kind, pid }: Omit<Session, 'root'>): Shown['state'] {
  if (endedAt !== null) return 'ended'
  if (brokered) return isBrokerRunning(pid) ? 'running' : 'ended'
  if (!isAlive(pid)) return 'ended'
  return kind === 'shell' ? 'running' : 'unknown'
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
