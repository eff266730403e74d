import type { ProjectView, Verdict } from '../../contract/view.ts'
import { VERDICT_ORDER } from '../words/verdict-words.ts'
import { Foreign } from './foreign.tsx'
import { NoteMark } from './note-mark.tsx'
import { PathText } from './path-text.tsx'
import { VerdictMark } from './verdict-mark.tsx'

const worstOf = ({ bindings }: ProjectView): Verdict | undefined =>
  VERDICT_ORDER.find((verdict) => bindings.some((binding) => binding.verdict === verdict))

function sideWords({ trusted, bindings }: ProjectView): string {
  if (trusted === false) return 'file not allowed'
  const stopped = bindings.filter(({ problem }) => problem !== null).length
  if (stopped > 0) return stopped === 1 ? '1 problem' : `${stopped} problems`
  return bindings.length === 1 ? '1 token' : `${bindings.length} tokens`
}

/** A project in two lines, with the shape of its most urgent token. */
export function ProjectRowWords({ project }: { readonly project: ProjectView }) {
  const worst = worstOf(project)
  const calm = project.trusted !== false && project.bindings.every(({ problem }) => problem === null)
  return (
    <>
      {worst === undefined ? <NoteMark /> : <VerdictMark verdict={worst} />}
      <div className="row-words">
        <Foreign className="row-name truncate" text={project.name} />
        <PathText className="row-place second small" path={project.root} />
      </div>
      <span className={calm ? 'row-side' : 'row-side row-soon'}>{sideWords(project)}</span>
    </>
  )
}
