import { AWS, chooseAwsKey, formatAwsKey, requireKeyId } from '../../core/session/credential-aws.ts'
import { lendCredential, recordingRefusals } from '../../core/session/lend-credential.ts'
import type { Cli } from '../command.ts'
import { EXIT } from '../exit-codes.ts'
import { askingFor, refuseTerminal } from './asking.ts'

/** What the AWS command line and SDKs get from a `credential_process`. */
export async function answerAws({ out, vault: open }: Cli): Promise<number> {
  refuseTerminal(out)
  const vault = open()
  const asking = askingFor(vault, 'aws', AWS)
  const bindings = recordingRefusals(vault, asking, () => chooseAwsKey(asking.project, vault))
  const secrets = await lendCredential(vault, asking, bindings, (parts) => requireKeyId(bindings, parts))
  const answer = formatAwsKey(bindings, secrets)
  out.print({ answer: JSON.parse(answer) }, () => answer)
  return EXIT.ok
}
