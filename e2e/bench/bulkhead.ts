import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import type { Environment } from '../keyring.ts'

export const ROOT = join(import.meta.dirname, '..', '..')

/** The built command line. */
export const CLI = join(ROOT, 'out', 'cli', 'bulkhead.js')

/**
 * Runs the command line and answers its stdout.
 *
 * @throws {Error} When it does not end with 0.
 */
export function bulkhead(args: readonly string[], env: Environment, cwd: string, input = ''): string {
  const { status, stdout, stderr } = spawnSync(process.execPath, [CLI, ...args], { env, cwd, input, encoding: 'utf8' })
  if (status !== 0) throw new Error(`bulkhead ${args[0]} ended with ${status}: ${stderr}`)
  return stdout
}
