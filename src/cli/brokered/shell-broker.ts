// The way of `bulkhead shell --broker`.
import { prepareBroker } from '../../core/broker-tokens.ts'
import type { Project } from '../../core/project/project.ts'
import { applyChange, type Environment } from '../../core/session/environment.ts'
import type { OpenVault } from '../../node/open-vault.ts'
import { launchProblem, prepareLaunch } from '../../node/processes/exec-process.ts'
import { runShell } from '../../node/processes/run-shell.ts'
import { shellStartup } from '../../node/processes/shell-startup.ts'
import type { Output } from '../output.ts'
import { shellEnded, shellStarts } from '../render/shell-lines.ts'
import { reportNoShell } from '../report-no-shell.ts'
import { sealRecord } from '../seal-record.ts'
import { brokerNotes } from './broker-notes.ts'
import { withBroker } from './broker-session.ts'

export interface BrokeredShell {
  readonly project: Project
  readonly parent: Environment
  /** Path of the shell. */
  readonly path: string
  readonly endsAt: Date | null
  /** The time it may last, as it was given. */
  readonly span: string | undefined
  readonly strict: boolean
}

/**
 * Opens a shell that gets placeholders, with a broker that puts its project's tokens into requests.
 *
 * @returns The shell's exit code, or the one for a shell that did not start.
 * @throws {BulkheadError} Every refusal and failure of ours.
 */
export async function shellWithBroker(vault: OpenVault, shell: BrokeredShell, out: Output): Promise<number> {
  const { project, parent, path, endsAt, span, strict } = shell
  const say = (line: string): void => out.say(line)
  const prepared = await prepareBroker(vault, { kind: 'shell', project, parent, pid: process.pid, endsAt })
  const hint = (line: string): void => out.hint(line)
  const options = { strict, learn: false, parent, say, hint }
  const ended = await withBroker(vault, prepared, options, async (run) => {
    const { argv, env } = shellStartup(path, applyChange(run.change, parent), process.argv[1] ?? '')
    const launch = prepareLaunch([path, ...argv.slice(1)], parent.PATH)
    const problem = 'exitCode' in launch ? launch : launchProblem(launch, env)
    if (problem !== null || 'exitCode' in launch) return problem ?? undefined

    for (const note of brokerNotes(prepared, run.change, 'the shell')) say(note)
    const names = prepared.grants.map(({ env: name }) => name)
    say(`${shellStarts(prepared.session.project, names, span)}; it holds placeholders`)
    return runShell({ launch: { ...launch, argv }, env, endsAt, onStart: run.begin, ended: run.ended })
  })
  if (ended === undefined || 'reason' in ended) return reportNoShell(out, path, ended ?? null)
  say(shellEnded(prepared.session.project, ended.why))
  if (prepared.grants.length > 0) await sealRecord(vault, say)
  return ended.exitCode
}
