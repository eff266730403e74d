import { bindToken, godFindings } from '../../core/project/bind-token.ts'
import { findToken } from '../../core/vault/find-token.ts'
import { findProject } from '../../node/find-project.ts'
import { terminalPrompts } from '../ask/prompt.ts'
import type { CliCommand } from '../command.ts'
import { renderFindings } from '../render/render-findings.ts'

interface Input {
  readonly name: string
  readonly project?: string
  readonly as?: string
  readonly accept?: readonly string[]
}

export const bind: CliCommand<Input> = {
  name: 'bind',
  about: 'bind a token to a variable of a project',
  details:
    'The project is the nearest folder upwards that has bindings or a .bulkhead.toml, else this folder. A token of a ' +
    'project is bound there only; one of a service or a dataset, anywhere. A god-level token asks first.',
  args: [{ name: 'NAME', about: 'the token' }],
  options: [
    { flags: '--project <DIR>', about: 'start there instead of in this folder' },
    { flags: '--as <VAR>', about: 'the variable, if not the token’s own' },
    { flags: '--accept <RULE>', about: 'bind it although this finding makes it god-level', repeatable: true },
  ],
  examples: ['bulkhead bind github-web', 'bulkhead bind stripe-live --as STRIPE_API_KEY --accept BH002'],
  async run({ out, vault }, { name, project: start = '.', as, accept = [] }) {
    const opened = vault()
    const project = findProject(start, opened)
    const god = godFindings(opened, findToken(opened, name))
    const asked = god.length > 0 && accept.length === 0 && isTerminal()
    if (asked) {
      process.stderr.write(renderFindings(god, out))
      // `--yes` says yes to questions in general; a god-level token wants to be meant.
      await terminalPrompts(false).confirm(`binding ${name}, which is god-level, in ${project.name}`)
    }
    const accepted = asked ? god.map(({ rule }) => rule) : accept
    const { env, root } = bindToken(opened, project, name, { accept: accepted, ...(as === undefined ? {} : { as }) })
    out.print({ ok: true }, () => '')
    out.say(`${env} is ${name} in ${root}`)
    out.hint('bulkhead exec -- COMMAND runs a command with it, bulkhead shell opens a shell')
    return undefined
  },
}

const isTerminal = (): boolean => process.stdin.isTTY === true && process.stderr.isTTY === true
