import { spawnSync } from 'node:child_process'
import type { Environment } from '../keyring.ts'
import type { Contender } from './interleave.ts'

/**
 * A contender that starts a program and waits for its end.
 *
 * @throws {Error} When it ends with another code than 0: a fast failure is no measurement.
 */
export function command(argv: readonly string[], env: Environment, cwd: string): Contender {
  const [file = '', ...rest] = argv
  return () => {
    const from = performance.now()
    const { status, stderr } = spawnSync(file, rest, { env, cwd, stdio: ['ignore', 'ignore', 'pipe'] })
    const took = performance.now() - from
    if (status !== 0) throw new Error(`${argv.slice(0, 3).join(' ')} … ended with ${status}: ${stderr}`)
    return took
  }
}
