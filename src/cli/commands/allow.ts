import { viewProject } from '../../core/project/project-view.ts'
import type { Change, Proposal } from '../../core/project/proposal.ts'
import { allowProject } from '../../core/project/trust.ts'
import { findProject } from '../../node/find-project.ts'
import type { CliCommand } from '../command.ts'
import { printable } from '../render/printable.ts'
import { renderBindings } from '../render/render-bindings.ts'

export const allow: CliCommand<{ readonly dir?: string }> = {
  name: 'allow',
  about: 'show a project file and let it do what it says',
  details:
    'A .bulkhead.toml that is new or has changed by a single byte does nothing until this was answered with yes.',
  args: [{ name: 'DIR', about: 'the project; default: this folder', optional: true }],
  examples: ['bulkhead allow', 'bulkhead allow ~/src/web'],
  async run({ out, ask, vault }, { dir = '.' }) {
    const opened = vault()
    const project = findProject(dir, opened)
    const { proposalOf } = await import('../../core/project/proposal.ts')
    const proposal = proposalOf(opened, project)
    process.stderr.write(shown(proposal, renderBindings(viewProject(opened, proposal.project).bindings, out)))
    await ask.confirm(`allowing ${proposal.path}`)
    await allowProject(opened, project)
    out.print({ ok: true }, () => '')
    out.say(`allowed ${proposal.path}, until it changes`)
    return undefined
  },
}

/** The file as it is, line by line and escaped, then what it amounts to. It goes to stderr: it is what is asked about. */
function shown({ path, text, changes }: Proposal, bindings: string): string {
  const lines = text.replace(/\r?\n$/, '').split(/\r?\n/)
  return [
    `${printable(path)}:`,
    ...lines.map((line) => `  │ ${printable(line.replaceAll('\t', '    '))}`),
    ...(changes === null ? [] : ['', ...changeLines(changes)]),
    '',
    'with it, the project has:',
    bindings,
  ].join('\n')
}

const MARKS: Readonly<Record<Change['what'], string>> = { added: '+', removed: '-', changed: '~' }

const changeLines = (changes: readonly Change[]): string[] =>
  changes.length === 0
    ? ['since it was last allowed, no binding has changed']
    : ['since it was last allowed:', ...changes.map(({ env, what }) => `  ${MARKS[what]} ${env} ${what}`)]
