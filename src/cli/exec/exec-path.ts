// The whole way of `bulkhead exec`, and nothing else: what is imported here is loaded before each command starts.
import { writeSync } from 'node:fs'
import { BulkheadError } from '../../core/errors.ts'
import { applyChange, type Environment } from '../../core/session/environment.ts'
import { beginSession, prepareSession } from '../../core/use-token.ts'
import { composeVault, type OpenVault } from '../../node/compose-vault.ts'
import { findProject } from '../../node/find-project.ts'
import {
  type Launch,
  launchProblem,
  type NoLaunch,
  prepareLaunch,
  replaceProcess,
} from '../../node/processes/exec-process.ts'
import { plainHash } from '../../node/sha256.ts'
import { kernelWorld } from '../../node/world.ts'
import { refuseInside } from '../refuse-inside.ts'
import { printable } from '../render/printable.ts'
import { sessionNotes } from '../session-notes.ts'
import { type ExecOptions, readExecOptions, wantsJson } from './exec-options.ts'
import { OWN_FAILURE } from './own-failure.ts'
import { parentEnvironment } from './parent-environment.ts'

/**
 * Runs a command with its project's tokens, in this process's place.
 *
 * @param argv What follows `exec`.
 */
export async function runExec(argv: readonly string[]): Promise<void> {
  try {
    const options = readExecOptions(argv)
    if (options.help) return await showHelp(argv)
    if (options.broker) return await startBrokered(options)
    await start(options)
  } catch (error) {
    await fail(error, OWN_FAILURE, wantsJson(argv))
  }
}

async function start(options: ExecOptions): Promise<void> {
  const parent = parentEnvironment()
  const vault = openForExec(options)
  const project = findProject(options.project ?? '.', vault)
  // The keychain was reached meanwhile; only here is that heard, and only then is it asked for more.
  await new Promise(setImmediate)
  const request = { kind: 'exec', project, parent, clean: options.clean, pid: process.pid } as const
  const [prepared, launch] = await Promise.all([
    prepareSession(vault, request),
    whileOthersWait(() => {
      refuseInside(vault, 'exec')
      return prepareLaunch(options.command, parent.PATH)
    }),
  ])
  const env = applyChange(prepared.change, parent)
  const problem = 'exitCode' in launch ? launch : launchProblem(launch, env)
  if (problem !== null) return refuseStart(options, problem)

  for (const note of sessionNotes(prepared, 'the command')) line(note)
  beginSession(vault, prepared)
  await hand(launch as Launch, env, options)
}

async function startBrokered(options: ExecOptions): Promise<void> {
  const [{ execWithBroker }, { leave }] = await Promise.all([
    import('../brokered/exec-broker.ts'),
    import('../../node/processes/leave.ts'),
  ])
  const ended = await execWithBroker(options, { say: line, hint: (text) => line(text, 'hint') })
  if ('reason' in ended) return refuseStart(options, ended)
  return leave(ended.exitCode)
}

/** Does a piece of work when all that is ready has run: here, while the keychain is asked. */
const whileOthersWait = <T>(work: () => T): Promise<T> =>
  new Promise((resolve, reject) => {
    setImmediate(() => {
      try {
        resolve(work())
      } catch (error) {
        reject(error)
      }
    })
  })

// No provider table: nothing is identified here.
const openForExec = ({ passphraseFd }: ExecOptions): OpenVault =>
  composeVault([], {
    hash: plainHash,
    world: kernelWorld,
    async passphrase() {
      const [{ passphraseFrom }, { terminalPrompts }] = await Promise.all([
        import('../ask/passphrase.ts'),
        import('../ask/prompt.ts'),
      ])
      return passphraseFrom(passphraseFd, terminalPrompts(false))(false)
    },
  })

// Streams of Node write later, and after this there is no later.
const line = (text: string, label = 'bulkhead'): void => {
  try {
    writeSync(2, `${label}: ${printable(text)}\n`)
  } catch {
    // Without a stderr there is nobody to tell.
  }
}

async function hand(launch: Launch, env: Environment, options: ExecOptions): Promise<void> {
  if (launch.how === 'replace') replaceProcess(launch, env)
  const { runChild } = await import('../../node/processes/run-child.ts')
  const ended = await runChild(launch, env)
  if ('reason' in ended) return refuseStart(options, ended)
  process.exit(ended.exitCode)
}

const refuseStart = ({ command, json }: ExecOptions, { exitCode, reason }: NoLaunch): Promise<never> =>
  fail(new BulkheadError(exitCode === 127 ? 'not-found' : 'failure', `${command[0]}: ${reason}`), exitCode, json)

async function fail(error: unknown, exitCode: number, json: boolean): Promise<never> {
  const [{ processOutput }, { leave }] = await Promise.all([
    import('../output.ts'),
    import('../../node/processes/leave.ts'),
  ])
  processOutput(json).error(error)
  // A start that failed has compiled only a part of the way, and Node would never keep more of it.
  return leave(exitCode, { keepsCompiled: false })
}

async function showHelp(argv: readonly string[]): Promise<void> {
  const { main } = await import('../main.ts')
  await main(['exec', ...argv])
}
