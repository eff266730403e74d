import { BulkheadError } from '../../core/errors.ts'
import type { Cli, CliCommand } from '../command.ts'
import { answerAws } from '../credentials/aws.ts'
import { answerDocker } from '../credentials/docker.ts'
import { answerGit } from '../credentials/git.ts'
import { answerKubectl } from '../credentials/kubectl.ts'

interface Input {
  readonly program: string
  readonly action?: string
}

type Answer = (cli: Cli, action: string | undefined) => Promise<number>

/** For what is asked in one way only. */
const withoutAction =
  (answer: (cli: Cli) => Promise<number>): Answer =>
  (cli, action) => {
    if (action === undefined) return answer(cli)
    throw new BulkheadError('usage', 'nothing follows that program’s name', { hint: HELP })
  }

const HELP = 'run `bulkhead credential --help`'

const PROGRAMS: Readonly<Record<string, Answer>> = {
  git: answerGit,
  docker: answerDocker,
  aws: withoutAction(answerAws),
  kubectl: withoutAction(answerKubectl),
}

const NAMES = Object.keys(PROGRAMS)

export const credential: CliCommand<Input> = {
  name: 'credential',
  about: 'hand a program the one token that the project binds for a server',
  details:
    'These programs call it in their own protocols, and it answers for servers inside the domain of a token that the ' +
    'project of the current folder binds. It keeps nothing that they send. In a brokered session it answers with ' +
    'placeholders.',
  args: [
    { name: 'PROGRAM', about: NAMES.join(', '), completes: NAMES },
    {
      name: 'ACTION',
      about: 'git: get, store, erase; docker: list, too',
      optional: true,
      completes: ['get', 'store', 'erase', 'list'],
    },
  ],
  examples: [
    "git config credential.helper '!bulkhead credential git'",
    'credential_process = bulkhead credential aws      # in ~/.aws/config',
  ],
  async run(cli, { program, action }) {
    const answer = Object.hasOwn(PROGRAMS, program) ? PROGRAMS[program] : undefined
    if (answer === undefined) {
      throw new BulkheadError('usage', 'no such program is served', { hint: `one of ${NAMES.join(', ')}` })
    }
    return answer(cli, action)
  },
}
