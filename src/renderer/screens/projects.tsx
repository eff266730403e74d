import { useRef } from 'react'
import { useStore } from 'zustand'
import type { ProjectView } from '../../contract/view.ts'
import { EmptyState } from '../components/empty-state.tsx'
import { PressButton } from '../components/press-button.tsx'
import { ProjectRowWords } from '../components/project-row-words.tsx'
import { RowList } from '../components/row-list.tsx'
import { useStores } from '../components/use-stores.ts'
import { ProjectDetail } from './project-detail.tsx'

const rootOf = ({ root }: ProjectView): string => root

/** The projects, and the bindings of the one that is selected. */
export function ProjectsScreen() {
  const { projects, projectChoice, actions } = useStores()
  const { value: known, phase } = useStore(projects)
  const chosen = useStore(projectChoice, (state) => state.root)
  const scroller = useRef<HTMLDivElement>(null)
  const detail = useRef<HTMLElement>(null)
  const selected = known.find(({ root }) => root === chosen) ?? known[0]

  if (phase === 'waiting') return <main className="screen" aria-busy="true" />
  if (selected === undefined) {
    return (
      <main className="screen">
        <EmptyState title="Bind a token in a project" middle>
          <p>A project is a folder. Commands that run there get the tokens you bind in it, and no others.</p>
          <PressButton look="primary" onPress={() => void actions.chooseFolder()}>
            Choose a folder…
          </PressButton>
          <p>
            Or in a terminal, in that folder: <code className="command">bulkhead bind github-web</code>
          </p>
        </EmptyState>
      </main>
    )
  }
  return (
    <div className="panes">
      <section className="which" aria-label="Projects">
        <div className="which-head which-head-line">
          <h2 className="strong">Projects</h2>
          <PressButton onPress={() => void actions.chooseFolder()}>Choose a folder…</PressButton>
        </div>
        <RowList
          label="Projects"
          items={known}
          idOf={rootOf}
          selectedId={selected.root}
          scroller={scroller}
          onSelect={projectChoice.getState().choose}
          onOpen={() => detail.current?.focus()}
        >
          {(project) => <ProjectRowWords project={project} />}
        </RowList>
      </section>
      <main className="what" ref={detail} tabIndex={-1}>
        <ProjectDetail key={selected.root} project={selected} />
      </main>
    </div>
  )
}
