import { type KeyboardEvent, useRef, useState } from 'react'
import type { Drawing, NodeAction, PictureNode, Shape, TextShape } from '../picture/drawing.ts'
import { foldPath } from '../picture/fold-path.ts'
import { nextNode } from '../picture/next-node.ts'
import { VERDICT_SHAPES } from '../picture/verdict-shapes.ts'

function Words({ shape: { x, y, text, tone, anchor, light } }: { readonly shape: TextShape }) {
  return (
    <text x={x} y={y} className={`ink-${tone}${light ? ' ink-light' : ''}`} textAnchor={anchor}>
      {text}
    </text>
  )
}

function Below({ shape, height }: { readonly shape: Shape; readonly height: number }) {
  switch (shape.kind) {
    case 'text':
      return <Words shape={shape} />
    case 'link':
      return <path className={`link-${shape.tone}`} d={shape.path} />
    case 'rule':
      return <path className="picture-rule" d={shape.path} />
    case 'wall':
      return <rect className="picture-wall" x={shape.x - 1.5} y={0} width={3} height={height} />
  }
}

function NodeShapes({ node }: { readonly node: PictureNode }) {
  const { boxes, texts, mark, fold } = node
  const shape = mark && VERDICT_SHAPES[mark.verdict]
  return (
    <>
      {boxes.map(({ tone, ...place }) => (
        <rect key={place.x} className={`box box-${tone}`} rx={6} {...place} />
      ))}
      {mark && shape && (
        <path
          className={`mark-${mark.verdict}`}
          d={shape.path}
          transform={`translate(${mark.x} ${mark.y}) scale(0.88)`}
          fill={shape.stroke === undefined ? 'currentColor' : 'none'}
          stroke={shape.stroke === undefined ? 'none' : 'currentColor'}
          strokeWidth={shape.stroke}
          strokeDasharray={shape.dashes}
        />
      )}
      {fold && <path className={`fold fold-${fold.tone}`} d={foldPath(fold)} />}
      {texts.map((text) => (
        <Words key={`${text.x} ${text.y}`} shape={text} />
      ))}
    </>
  )
}

interface Props {
  readonly drawing: Drawing
  readonly onAction: (action: NodeAction) => void
}

/** A drawing as a tree: one node has the focus, arrow keys move it, Enter does what the node says. */
export function PictureView({ drawing: { width, height, title, shapes, nodes }, onAction }: Props) {
  const [focusId, setFocusId] = useState<string | null>(null)
  const svg = useRef<SVGSVGElement>(null)
  const focused = nodes.find(({ id }) => id === focusId) ?? nodes[0]

  const act = ({ action }: PictureNode): void => {
    if (action !== null) onAction(action)
  }
  const onKeyDown = (event: KeyboardEvent, node: PictureNode): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return
    const opens = node.expanded !== null && event.key === (node.expanded ? 'ArrowLeft' : 'ArrowRight')
    const next = nextNode(event.key, node, nodes)
    if (event.key === 'Enter' || event.key === ' ' || (opens && next === null)) act(node)
    else if (next === null) return
    else {
      setFocusId(next.id)
      svg.current?.querySelector<SVGGElement>(`[data-node="${CSS.escape(next.id)}"]`)?.focus()
    }
    event.preventDefault()
  }

  return (
    <div role="tree" aria-label={title}>
      <svg
        ref={svg}
        className="picture-svg"
        width={width}
        height={height}
        viewBox={`0 0 ${width} ${height}`}
        role="presentation"
      >
        {/* biome-ignore lint/a11y/noAriaHiddenOnFocusable: what takes the focus lies over the drawing, and says uncut what is drawn */}
        <g aria-hidden="true">
          {shapes.map((shape, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: shapes have no state
            <Below key={index} shape={shape} height={height} />
          ))}
          {nodes.map((node) => (
            <NodeShapes key={node.id} node={node} />
          ))}
        </g>
        {nodes.map((node) => (
          <g
            key={node.id}
            data-node={node.id}
            className={node.action === null ? 'node' : 'node node-live'}
            role="treeitem"
            aria-label={node.label}
            aria-level={node.level}
            aria-expanded={node.expanded ?? undefined}
            aria-selected={false}
            tabIndex={node === focused ? 0 : -1}
            onFocus={() => setFocusId(node.id)}
            onClick={() => act(node)}
            onKeyDown={(event) => onKeyDown(event, node)}
          >
            <title>{node.label}</title>
            <rect className="node-ground" x={node.x} y={node.y} width={node.width} height={node.height} rx={6} />
          </g>
        ))}
      </svg>
    </div>
  )
}
