import { spawn } from 'node:child_process'
import { accessSync, constants, existsSync, statSync } from 'node:fs'
import { delimiter, isAbsolute, join } from 'node:path'
import { BulkheadError } from '../../core/errors.ts'
import { type TerminalCommand, terminalCommands } from './terminals.ts'

/** How long a terminal may take to fail, in milliseconds: one that cannot reach the display ends at once, or soon on a busy machine. */
const GRACE = 1_000

type Environment = Readonly<Record<string, string | undefined>>

/**
 * Opens the first terminal that works, with `command` running inside, and lets go of it.
 *
 * @param command Program and arguments; no secret, for every user of the machine can read them.
 * @param grace How long one may take to fail, in milliseconds. Default 1,000.
 * @returns The terminal's name.
 * @throws {BulkheadError} `not-found` when there is none, or none starts.
 */
export async function openTerminal(
  command: readonly string[],
  folder: string,
  env: Environment,
  grace: number = GRACE,
): Promise<string> {
  const installed = terminalCommands(command, folder, process.platform, env.TERMINAL).flatMap((terminal) => {
    const path = pathOf(terminal, env.PATH ?? '')
    return path === null ? [] : [{ ...terminal, program: path }]
  })
  for (const terminal of installed) {
    if (await starts(terminal, folder, env, grace)) return terminal.name
  }
  const found = installed.length === 0 ? 'no terminal was found' : 'no terminal could be started'
  throw new BulkheadError('not-found', found, { hint: 'set TERMINAL to the name of the terminal you use' })
}

function pathOf({ program, needs }: TerminalCommand, path: string): string | null {
  if (needs !== null && !existsSync(needs)) return null
  if (isAbsolute(program)) return isExecutable(program) ? program : null
  // Found by hand, because a relative entry of the PATH would mean the project's folder.
  const places = path.split(delimiter).filter(isAbsolute)
  return places.map((place) => join(place, program)).find(isExecutable) ?? null
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return statSync(path).isFile()
  } catch {
    return false
  }
}

/** True when the terminal runs, or has handed over to one that was running already and ended well. */
function starts({ program, args }: TerminalCommand, folder: string, env: Environment, grace: number): Promise<boolean> {
  return new Promise((resolve) => {
    const child = spawn(program, args, { cwd: folder, env: { ...env }, detached: true, stdio: 'ignore' })
    // Where we ourselves were held up, it may have failed already: that is heard before the time counts.
    const stays = setTimeout(() => setImmediate(resolve, true), grace)
    child.once('error', () => {
      clearTimeout(stays)
      resolve(false)
    })
    child.once('exit', (code) => {
      clearTimeout(stays)
      resolve(code === 0)
    })
    child.unref()
  })
}
