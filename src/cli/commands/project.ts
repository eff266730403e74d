import { viewProject } from '../../core/project/project-view.ts'
import { findProject } from '../../node/find-project.ts'
import type { CliCommand } from '../command.ts'
import { printable } from '../render/printable.ts'
import { renderBindings } from '../render/render-bindings.ts'

export const project: CliCommand<{ readonly project?: string }> = {
  name: 'project',
  about: 'show the project of this folder and what it binds',
  options: [{ flags: '--project <DIR>', about: 'start there instead of in this folder' }],
  examples: ['bulkhead project', 'bulkhead project --project ~/src/web --json'],
  async run({ out, vault }, { project: start = '.' }) {
    const opened = vault()
    const found = findProject(start, opened)
    const view = viewProject(opened, found)
    out.print(
      { project: view },
      () =>
        `${out.paint.strong(printable(view.name))}  ${printable(view.root)}\n\n${renderBindings(view.bindings, out)}`,
    )
    if (found.file !== null && view.trusted === false) {
      if (view.bindings.length === 0) out.say(`${found.file.path} does nothing: it is new, changed or denied`)
      out.hint(`read it and say yes to it: bulkhead allow ${found.root}`)
    }
    if (view.bindings.length === 0) out.hint('bulkhead bind NAME binds a token here')
    return undefined
  },
}
