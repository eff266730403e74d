import { useStore } from 'zustand'
import type { BindingView, ProjectView } from '../../contract/view.ts'
import { isBoundTo } from '../tokens/is-bound-to.ts'
import { excessWords } from '../words/excess-words.ts'
import { BreakableText } from './breakable-text.tsx'
import { Foreign } from './foreign.tsx'
import { PressButton } from './press-button.tsx'
import { useStores } from './use-stores.ts'
import { VerdictMark } from './verdict-mark.tsx'

const QUIET: Readonly<Record<BindingView['verdict'], string>> = {
  scoped: 'stays inside its domain',
  unknown: 'reach not known',
  wide: 'wider than its domain',
  god: 'god-level',
}

/** The token behind a variable; its domain where that is not this very project. */
function placeWords({ token, domain, source }: BindingView, project: ProjectView): string {
  if (domain === '') return `${token} · not in the vault`
  const elsewhere = domain === `project:${project.name}` ? null : domain.replace(':', ' ')
  return [token, elsewhere, source === 'file' ? 'from the file' : null].filter((part) => part !== null).join(' · ')
}

/** What one leak of a binding's token reaches, in a line. */
function Beyond({ binding, excess }: { readonly binding: BindingView; readonly excess: readonly string[] }) {
  const [first, ...more] = excess
  if (first === undefined) return <span className="second">{QUIET[binding.verdict]}</span>
  return (
    <span className="matrix-excess">
      <Foreign text={excessWords(first)} />
      {more.length > 0 && ` and ${more.length} more`}
    </span>
  )
}

function BindingRow({ project, binding }: { readonly project: ProjectView; readonly binding: BindingView }) {
  const { tokens, actions } = useStores()
  const token = useStore(tokens, (state) => state.rows.find((row) => isBoundTo(binding, row.token))?.token)
  const { env, source, problem, verdict } = binding
  return (
    <tr>
      <th scope="row" className="matrix-cell">
        <div className="matrix-line">
          <span className="row-words matrix-words">
            <BreakableText className="code matrix-variable selectable" text={env} />
            <span className="second small">
              <Foreign text={placeWords(binding, project)} />
            </span>
          </span>
          <span className="buttons">
            {token && (
              <PressButton
                look="small"
                label={`Copy ${token.name}`}
                onPress={() => void actions.copy(token.id, token.name)}
              >
                Copy
              </PressButton>
            )}
            {source === 'catalog' && (
              <PressButton look="small" label={`Unbind ${env}`} onPress={() => void actions.unbind(project.root, env)}>
                Unbind
              </PressButton>
            )}
          </span>
        </div>
        {problem !== null && (
          <p className="fault">
            Commands do not get it: <Foreign text={problem} />
          </p>
        )}
      </th>
      <td className="matrix-cell">
        <div className="matrix-line">
          <VerdictMark verdict={verdict} />
          <Beyond binding={binding} excess={token?.excess ?? []} />
        </div>
      </td>
    </tr>
  )
}

/** Variables on the left of the wall, what lies behind them on its right. */
export function BindingMatrix({ project }: { readonly project: ProjectView }) {
  return (
    <section className="card wall" aria-label="Bindings">
      <table className="matrix">
        <thead>
          <tr>
            <th scope="col" className="wall-heading">
              Inside: what commands get
            </th>
            <th scope="col" className="wall-heading">
              Beyond: what one leak reaches
            </th>
          </tr>
        </thead>
        <tbody>
          {project.bindings.map((binding) => (
            <BindingRow key={binding.env} project={project} binding={binding} />
          ))}
        </tbody>
      </table>
    </section>
  )
}
