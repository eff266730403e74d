import { BulkheadError } from '../../core/errors.ts'
import { type Environment, variables } from '../../core/session/environment.ts'
import { alteredStart } from '../../node/start-bytes.ts'
import { ALTERED_START, childEnvironment } from '../node-options.ts'

/**
 * The environment that this process was started in, as a command is to get it.
 *
 * @throws {BulkheadError} `usage` where Node has changed bytes of it, or of the arguments.
 */
export function parentEnvironment(): Environment {
  const altered = process.env[ALTERED_START] ?? alteredStart(process.argv, process.env)
  if (altered === null) return variables(Object.entries(childEnvironment(process.env)) as [string, string][])
  throw new BulkheadError('usage', `${altered}, and would not arrive unchanged`, {
    hint: 'run the command without bulkhead, or give it such bytes in a file',
  })
}
