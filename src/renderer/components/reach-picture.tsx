import { useMemo } from 'react'
import type { TokenView, Verdict } from '../../contract/view.ts'
import { Foreign } from './foreign.tsx'
import { layPicture } from './picture-layout.ts'

function outsideWords(verdict: Verdict, crosses: boolean): string {
  if (crosses) return 'outside: one leak reaches this'
  return verdict === 'unknown' ? 'outside: not known' : 'outside: nothing that is known'
}

/** The picture below the wall's words. It repeats them, so that it is hidden from those who hear the page. */
export function ReachPicture({ token }: { readonly token: TokenView }) {
  const { height, sourceY, nodes } = useMemo(() => layPicture(token), [token])
  const crosses = token.excess.length > 0
  return (
    <div className="picture" style={{ height }} aria-hidden="true">
      <svg className="picture-links" viewBox={`0 0 1000 ${height}`} preserveAspectRatio="none" aria-hidden="true">
        {nodes.map(({ kind, path }) => (
          <path key={path} className={`link-${kind}`} d={path} />
        ))}
      </svg>
      <p className="picture-word picture-word-inside truncate">
        inside <Foreign text={token.domain.name} />
      </p>
      <p className={`picture-word picture-word-outside truncate${crosses ? ' picture-word-leak' : ''}`}>
        {outsideWords(token.verdict, crosses)}
      </p>
      <div className="node node-source" style={{ top: sourceY }}>
        <Foreign text={token.name} />
      </div>
      {nodes.map(({ kind, text, y }) => (
        <div key={y} className={`node node-${kind}`} style={{ top: y }}>
          <Foreign className="truncate" text={text} />
        </div>
      ))}
    </div>
  )
}
