import { denyProject, fileOf } from '../../core/project/trust.ts'
import { findProject } from '../../node/find-project.ts'
import type { CliCommand } from '../command.ts'

export const deny: CliCommand<{ readonly dir?: string }> = {
  name: 'deny',
  about: 'refuse a project file, until it is allowed',
  args: [{ name: 'DIR', about: 'the project; default: this folder', optional: true }],
  examples: ['bulkhead deny', 'bulkhead deny ~/src/cloned'],
  async run({ out, vault }, { dir = '.' }) {
    const opened = vault()
    const project = findProject(dir, opened)
    const { path } = fileOf(project)
    denyProject(opened, project)
    out.print({ ok: true }, () => '')
    out.say(`denied ${path}: it does nothing until \`bulkhead allow\``)
    return undefined
  },
}
