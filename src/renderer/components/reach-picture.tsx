import { useCallback } from 'react'
import type { TokenView } from '../../contract/view.ts'
import type { Measure } from '../picture/drawing.ts'
import { drawToken } from '../picture/token-drawing.ts'
import { PictureFrame } from './picture-frame.tsx'
import { ReachTable } from './reach-table.tsx'
import { useExpanded } from './use-expanded.ts'

/** The blast radius of a token, below the wall's words. */
export function ReachPicture({ token }: { readonly token: TokenView }) {
  const [expanded, toggle] = useExpanded()
  const draw = useCallback(
    (width: number, measure: Measure) => drawToken(token, { width, measure, expanded }),
    [token, expanded],
  )
  return (
    <PictureFrame
      name={`${token.name}-reach`}
      draw={draw}
      onAction={(action) => action.kind === 'toggle' && toggle(action.id)}
      table={<ReachTable token={token} />}
    />
  )
}
