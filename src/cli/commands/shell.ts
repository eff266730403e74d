import { BulkheadError } from '../../core/errors.ts'
import type { Project } from '../../core/project/project.ts'
import { applyChange } from '../../core/session/environment.ts'
import { parseSpan } from '../../core/session/parse-span.ts'
import { runningSession } from '../../core/session/running-session.ts'
import { beginSession, endSession, prepareSession } from '../../core/use-token.ts'
import { findProject } from '../../node/find-project.ts'
import type { OpenVault } from '../../node/open-vault.ts'
import { launchProblem, prepareLaunch } from '../../node/processes/exec-process.ts'
import { isAlive } from '../../node/processes/is-running.ts'
import { runShell } from '../../node/processes/run-shell.ts'
import { shellStartup, userShell } from '../../node/processes/shell-startup.ts'
import type { CliCommand } from '../command.ts'
import { OWN_FAILURE } from '../exec/own-failure.ts'
import { parentEnvironment } from '../exec/parent-environment.ts'
import type { Output } from '../output.ts'
import { shellEnded, shellStarts } from '../render/shell-lines.ts'
import { reportNoShell as report } from '../report-no-shell.ts'
import { sealRecord } from '../seal-record.ts'
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
    { flags: '--broker', about: 'give it placeholders, and put the tokens into its requests only' },
    { flags: '--strict', about: 'with --broker: it passes nothing on to hosts that no token is for' },
  ],
  examples: [
    'bulkhead shell',
    'bulkhead shell --project ~/src/web --for 1h',
    'bulkhead shell --broker --strict --for 8h',
  ],
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
  if (input.strict && !input.broker) throw needsBroker()
  const now = vault.world.now()
  const endsAt = input.for === undefined ? null : new Date(now.getTime() + parseSpan(input.for))
  const parent = parentEnvironment()
  const project = findProject(input.project ?? '.', vault)
  refuseNested(vault, project, parent.BULKHEAD_SESSION)

  const path = userShell(parent)
  if (input.broker) {
    const { shellWithBroker } = await import('../brokered/shell-broker.ts')
    return shellWithBroker(
      vault,
      { project, parent, path, endsAt, span: input.for, strict: input.strict === true },
      out,
    )
  }
  const prepared = await prepareSession(vault, { kind: 'shell', project, parent, pid: process.pid, endsAt })
  const { argv, env } = shellStartup(path, applyChange(prepared.change, parent), process.argv[1] ?? '')
  const launch = prepareLaunch([path, ...argv.slice(1)], parent.PATH)
  const problem = 'exitCode' in launch ? launch : launchProblem(launch, env)
  if (problem !== null || 'exitCode' in launch) return report(out, path, problem)

  for (const note of sessionNotes(prepared, 'the shell')) out.say(note)
  const names = prepared.bindings.map(({ env: name }) => name)
  out.say(shellStarts(prepared.session.project, names, input.for))
  const ended = await runShell({
    launch: { ...launch, argv },
    env,
    endsAt,
    onStart: () => beginSession(vault, prepared),
  })
  if ('reason' in ended) return report(out, path, ended)
  endSession(vault, prepared.session)
  out.say(shellEnded(prepared.session.project, ended.why))
  if (prepared.bindings.length > 0) await sealRecord(vault, (line) => out.say(line))
  return ended.exitCode
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

const needsBroker = (): BulkheadError =>
  new BulkheadError('usage', '--strict is for a shell with --broker', { hint: 'bulkhead shell --broker --strict' })
