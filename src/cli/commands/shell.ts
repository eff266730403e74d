import { sealAudit } from '../../core/audit/seal-audit.ts'
import { BulkheadError } from '../../core/errors.ts'
import type { Project } from '../../core/project/project.ts'
import { applyChange } from '../../core/session/environment.ts'
import { parseSpan } from '../../core/session/parse-span.ts'
import { runningSession } from '../../core/session/running-session.ts'
import { beginSession, endSession, prepareSession } from '../../core/use-token.ts'
import { launchProblem, prepareLaunch } from '../../node/exec-process.ts'
import { findProject } from '../../node/find-project.ts'
import type { OpenVault } from '../../node/open-vault.ts'
import { runShell, type ShellEnd } from '../../node/run-shell.ts'
import { shellStartup, userShell } from '../../node/shell-startup.ts'
import type { CliCommand } from '../command.ts'
import type { Output } from '../output.ts'
import { OWN_FAILURE } from '../own-failure.ts'
import { parentEnvironment } from '../parent-environment.ts'
import { sessionNotes } from '../session-notes.ts'

interface Input {
  readonly project?: string
  readonly for?: string
  readonly broker?: boolean
  readonly strict?: boolean
}

export const shell: CliCommand<Input> = {
  name: 'shell',
  about: 'open your own shell with the tokens of a project, and no others',
  details:
    'It reads your own start-up files, and its prompt shows the project. The tokens are in its environment and end with ' +
    'it. Its exit code is the shell’s own; 125: bulkhead itself refused or failed.',
  options: [
    { flags: '--project <DIR>', about: 'start there instead of in this folder' },
    { flags: '--for <TIME>', about: 'end it after this time: 1h, 90m', completes: ['15m', '1h', '8h'] },
    { flags: '--broker', about: 'not available in this version' },
    { flags: '--strict', about: 'not available in this version' },
  ],
  examples: ['bulkhead shell', 'bulkhead shell --project ~/src/web --for 1h'],
  async run({ out, vault }, input) {
    try {
      return await open(vault(), input, out)
    } catch (error) {
      out.error(error)
      return OWN_FAILURE
    }
  },
}

async function open(vault: OpenVault, input: Input, out: Output): Promise<number> {
  if (input.broker || input.strict) throw noBroker()
  const now = vault.world.now()
  const endsAt = input.for === undefined ? null : new Date(now.getTime() + parseSpan(input.for))
  const parent = parentEnvironment()
  const project = findProject(input.project ?? '.', vault)
  refuseNested(vault, project, parent.BULKHEAD_SESSION)

  const path = userShell(parent)
  const prepared = await prepareSession(vault, { kind: 'shell', project, parent, pid: process.pid, endsAt })
  const { argv, env } = shellStartup(path, applyChange(prepared.change, parent), process.argv[1] ?? '')
  const launch = prepareLaunch([path, ...argv.slice(1)], parent.PATH)
  const problem = 'exitCode' in launch ? launch : launchProblem(launch, env)
  if (problem !== null || 'exitCode' in launch) return report(out, path, problem)

  for (const note of sessionNotes(prepared, 'the shell')) out.say(note)
  const names = prepared.bindings.map(({ env: name }) => name)
  out.say(started(prepared.session.project, names, input.for))
  const ended = await runShell({
    launch: { ...launch, argv },
    env,
    endsAt,
    onStart: () => beginSession(vault, prepared),
  })
  if ('reason' in ended) return report(out, path, ended)
  endSession(vault, prepared.session)
  out.say(
    `${ENDINGS[ended.why]}: the shell of ${prepared.session.project ?? 'no project'} has ended, its tokens with it`,
  )
  if (prepared.bindings.length > 0) await sealRecord(vault, out)
  return ended.exitCode
}

/** A session's end is where the record is sealed; where that cannot be, the next check of it does so. */
async function sealRecord(vault: OpenVault, out: Output): Promise<void> {
  try {
    await sealAudit(vault)
  } catch (error) {
    if (!(error instanceof BulkheadError)) throw error
    out.say(`the record is not sealed yet: ${error.message}`)
  }
}

const ENDINGS: Readonly<Record<ShellEnd['why'], string>> = {
  exit: 'done',
  time: 'time is up',
  signal: 'told to end',
}

function started(project: string | null, names: readonly string[], span: string | undefined): string {
  const what = names.length === 0 ? 'without tokens' : `with ${names.join(', ')}`
  return `a shell of ${project ?? 'no project'} ${what}${span === undefined ? '' : `, for ${span}`}; exit ends it`
}

/** @throws {BulkheadError} `inside-session` inside a running session of another project. */
function refuseNested(vault: OpenVault, project: Project, id: string | undefined): void {
  const outer = id === undefined ? null : runningSession(id, vault.catalog, isAlive)
  if (outer === null || outer.root === null || outer.root === project.root) return
  throw new BulkheadError(
    'inside-session',
    `this is a session of ${outer.project}, and ${project.name} is another project`,
    {
      hint: 'leave it first (exit), or use another terminal: tokens of two projects do not share a shell',
    },
  )
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    // Another user's process answers EPERM: it is there.
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}

function report(out: Output, path: string, problem: { exitCode: number; reason: string } | null): number {
  const { exitCode, reason } = problem ?? { exitCode: OWN_FAILURE, reason: 'it cannot be started' }
  out.error(new BulkheadError(exitCode === 127 ? 'not-found' : 'failure', `${path}: ${reason}`))
  return exitCode
}

const noBroker = (): BulkheadError =>
  new BulkheadError('usage', 'broker sessions are not available in this version', {
    hint: 'without --broker the shell gets the tokens themselves',
  })
