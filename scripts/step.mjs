// Progress lines of set-up. No dependency and nothing newer than Node 18: it runs before anything is installed.
import { spawn } from 'node:child_process'
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { stripVTControlCharacters } from 'node:util'

/** How often a line says that a step still runs. */
const HEARTBEAT_MS = 10_000

/** Prints one line of our own. */
export const say = (line) => process.stdout.write(`bulkhead: ${line}\n`)

/** An end that needs no stack: what is wrong, and what to do. */
export class SetUpError extends Error {
  constructor(message, hint) {
    super(message)
    this.hint = hint
  }
}

/**
 * Runs `work`; when it cannot go on, says why in two lines and ends the process with exit code 1.
 */
export async function orExplain(work) {
  try {
    return await work()
  } catch (error) {
    if (!(error instanceof SetUpError)) throw error
    process.stderr.write(`bulkhead: ${error.message}\n`)
    if (error.hint !== undefined) process.stderr.write(`hint: ${error.hint}\n`)
    process.exit(1)
  }
}

/**
 * Runs a program as one step: a line at its start, a line while it takes long, a line with its duration.
 *
 * Its output goes to a temporary log, of which the start and the end are shown only when the program fails.
 *
 * @throws {SetUpError} when the program fails or cannot be started.
 */
export async function step(title, command, args, options = {}) {
  const began = Date.now()
  const seconds = () => `${Math.round((Date.now() - began) / 1000)} s`
  say(`${title} …`)
  const beat = setInterval(() => say(`${title} … ${seconds()}`), HEARTBEAT_MS)
  const folder = mkdtempSync(join(tmpdir(), 'bulkhead-setup-'))
  const log = join(folder, 'log')
  try {
    const failure = await runLogged(log, command, args, options)
    if (failure !== undefined) {
      process.stderr.write(`${ends(readFileSync(log, 'utf8'))}\n`)
      throw new SetUpError(`${title} failed after ${seconds()}: ${failure}`, 'the lines above say why')
    }
    say(`${title}: done in ${seconds()}`)
  } finally {
    clearInterval(beat)
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Resolves to undefined when the program ended well, else to what went wrong. */
function runLogged(log, command, args, options) {
  const output = openSync(log, 'a')
  const child = spawn(command, args, { ...options, stdio: ['ignore', output, output] })
  closeSync(output)
  return new Promise((resolve) => {
    child.once('error', (error) => resolve(error.message))
    child.once('exit', (code, signal) => resolve(code === 0 ? undefined : `${command} ended with ${signal ?? code}`))
  })
}

/** Plain text; the cause stands at the start of some logs and at the end of others. */
function ends(text) {
  const lines = stripVTControlCharacters(text).trimEnd().split('\n')
  return [...lines.slice(0, 20), ...(lines.length > 80 ? ['…'] : []), ...lines.slice(20).slice(-60)].join('\n')
}
