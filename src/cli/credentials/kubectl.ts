import { BulkheadError } from '../../core/errors.ts'
import { formatExecCredential, readExecInfo } from '../../core/session/credential-kubectl.ts'
import type { Cli } from '../command.ts'
import { EXIT } from '../exit-codes.ts'
import { credentialFor } from './asking.ts'

/** What kubectl and other clients of Kubernetes get from a credential plugin. */
export async function answerKubectl(cli: Cli): Promise<number> {
  const { apiVersion, target } = readExecInfo(process.env.KUBERNETES_EXEC_INFO)
  const wish = { targets: target === null ? [] : [target], carrier: { kind: 'bearer' }, pathHint: PATH_HINT } as const
  const found = await credentialFor(cli, 'kubectl', wish, () => undefined)
  if (found === null) throw noToken()
  const answer = formatExecCredential(apiVersion, found.secret, found.token.expiresAt)
  cli.out.print({ answer: JSON.parse(answer) }, () => answer)
  return EXIT.ok
}

const PATH_HINT = 'kubectl goes to all of a server: add it without a path, with bulkhead edit NAME --to DESTINATION'

const noToken = (): BulkheadError =>
  new BulkheadError('not-found', 'no token of this folder’s project is for that cluster’s server', {
    hint: 'see what is bound: bulkhead project',
  })
