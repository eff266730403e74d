// The way of `bulkhead exec --broker`. The CLI stays the command's parent, since the broker lives in it.
import { prepareBroker } from '../../core/broker-tokens.ts'
import { applyChange } from '../../core/session/environment.ts'
import { findProject } from '../../node/find-project.ts'
import { openVault } from '../../node/open-vault.ts'
import { launchProblem, type NoLaunch, prepareLaunch } from '../../node/processes/exec-process.ts'
import { runChild } from '../../node/processes/run-child.ts'
import { passphraseFrom } from '../ask/passphrase.ts'
import { terminalPrompts } from '../ask/prompt.ts'
import type { ExecOptions } from '../exec/exec-options.ts'
import { parentEnvironment } from '../exec/parent-environment.ts'
import type { Output } from '../output.ts'
import { refuseInside } from '../refuse-inside.ts'
import { sealRecord } from '../seal-record.ts'
import { brokerNotes } from './broker-notes.ts'
import { withBroker } from './broker-session.ts'

/**
 * Runs a command that gets placeholders, with a broker that puts its project's tokens into requests.
 *
 * @returns The command's exit code, 128 and the number for a signal; or why it did not start.
 * @throws {BulkheadError} Every refusal and failure of ours.
 */
export async function execWithBroker(
  options: ExecOptions,
  { say, hint }: Pick<Output, 'say' | 'hint'>,
): Promise<{ readonly exitCode: number } | NoLaunch> {
  const parent = parentEnvironment()
  const vault = openVault({ passphrase: passphraseFrom(options.passphraseFd, terminalPrompts(false)) })
  try {
    refuseInside(vault, 'exec')
    const project = findProject(options.project ?? '.', vault)
    const request = { kind: 'exec', project, parent, clean: options.clean, pid: process.pid } as const
    const prepared = await prepareBroker(vault, request)
    const launch = prepareLaunch(options.command, parent.PATH)
    if ('exitCode' in launch) return launch

    const { strict, learn } = options
    const ended = await withBroker(vault, prepared, { strict, learn, parent, say, hint }, async (run) => {
      const env = applyChange(run.change, parent)
      const problem = launchProblem(launch, env)
      if (problem !== null) return problem
      for (const note of brokerNotes(prepared, run.change, 'the command')) say(note)
      return runChild(launch, env, { onStart: run.begin, ended: run.ended })
    })
    if (prepared.grants.length > 0) await sealRecord(vault, say)
    return ended
  } finally {
    vault.close()
  }
}
