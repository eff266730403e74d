import { unbindVariable } from '../../core/project/bind-token.ts'
import { findProject } from '../../node/find-project.ts'
import type { CliCommand } from '../command.ts'

interface Input {
  readonly var: string
  readonly project?: string
}

export const unbind: CliCommand<Input> = {
  name: 'unbind',
  about: 'take a variable’s binding away',
  details: 'The token itself stays in the vault. What a .bulkhead.toml binds is taken out there.',
  args: [{ name: 'VAR', about: 'the variable', completes: 'variable' }],
  options: [{ flags: '--project <DIR>', about: 'start there instead of in this folder' }],
  examples: ['bulkhead unbind GITHUB_TOKEN', 'bulkhead unbind GITHUB_TOKEN --project ~/src/web'],
  async run({ out, vault }, { var: env, project: start = '.' }) {
    const opened = vault()
    const project = findProject(start, opened)
    unbindVariable(opened, project, env)
    out.print({ ok: true }, () => '')
    out.say(`${env} is bound to nothing in ${project.root}`)
    return undefined
  },
}
