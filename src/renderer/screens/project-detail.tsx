import type { ProjectView } from '../../contract/view.ts'
import { BindingMatrix } from '../components/binding-matrix.tsx'
import { BreakableText } from '../components/breakable-text.tsx'
import { EmptyState } from '../components/empty-state.tsx'
import { Foreign } from '../components/foreign.tsx'
import { PressButton } from '../components/press-button.tsx'
import { TrustCard } from '../components/trust-card.tsx'
import { useStores } from '../components/use-stores.ts'

/** One project: the variables its commands get, and what lies behind them. */
export function ProjectDetail({ project }: { readonly project: ProjectView }) {
  const { actions, navigation } = useStores()
  const { root, name, bindings } = project
  const bind = (): void => navigation.getState().open({ kind: 'bind', id: null, root })
  const empty = bindings.length === 0
  return (
    <article className="sheet-of-paper" aria-labelledby="project-title">
      <header className="title-row">
        <div className="title-block">
          <h1 className="title truncate" id="project-title">
            <Foreign className="selectable" text={name} />
          </h1>
          <p className="title-words">
            <BreakableText className="code second selectable" text={root} />
          </p>
        </div>
        <div className="buttons">
          {!empty && <PressButton onPress={bind}>Bind a token…</PressButton>}
          <PressButton look="primary" onPress={() => void actions.openShell(root)}>
            Open scoped shell
          </PressButton>
        </div>
      </header>
      <TrustCard project={project} />
      {empty ? (
        <section className="card">
          <EmptyState title="No token is bound here">
            <p>Commands in this folder get no token, and those of other projects are taken out of their environment.</p>
            <PressButton onPress={bind}>Bind a token…</PressButton>
            <p>
              Or in a terminal, in that folder: <code className="command">bulkhead bind NAME</code>
            </p>
          </EmptyState>
        </section>
      ) : (
        <BindingMatrix project={project} />
      )}
      <p className="second">
        Run one command with them: <code>bulkhead exec -- COMMAND</code>
      </p>
    </article>
  )
}
