import { BulkheadError } from '../core/errors.ts'
import type { NoLaunch } from '../node/processes/exec-process.ts'
import { OWN_FAILURE } from './exec/own-failure.ts'
import type { Output } from './output.ts'

/** Says why a shell did not start. @returns The exit code. */
export function reportNoShell(out: Output, path: string, problem: NoLaunch | null): number {
  const { exitCode, reason } = problem ?? { exitCode: OWN_FAILURE, reason: 'it cannot be started' }
  out.error(new BulkheadError(exitCode === 127 ? 'not-found' : 'failure', `${path}: ${reason}`))
  return exitCode
}
