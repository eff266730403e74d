import { type ReactNode, useMemo, useRef, useState } from 'react'
import type { Drawing, Measure, NodeAction } from '../picture/drawing.ts'
import { svgFile } from '../picture/svg-file.ts'
import { DARK, LIGHT } from '../picture/themes.ts'
import { PictureView } from './picture-view.tsx'
import { PressButton } from './press-button.tsx'
import { useMeasure } from './use-measure.ts'
import { useStores } from './use-stores.ts'
import { useWidth } from './use-width.ts'

interface Props {
  /** Name of the file that it is saved as, without its ending. */
  readonly name: string
  /** Lays the picture out; kept between renders, since a new one is laid out anew. */
  readonly draw: (width: number, measure: Measure) => Drawing
  readonly onAction: (action: Exclude<NodeAction, { kind: 'table' }>) => void
  /** The same as a table. */
  readonly table: ReactNode
}

const isDark = (): boolean => matchMedia('(prefers-color-scheme: dark)').matches

/** A picture or its twin, the table, with the way from one to the other and into a file. */
export function PictureFrame({ name, draw, onAction, table }: Props) {
  const { actions } = useStores()
  const [isTable, setIsTable] = useState(false)
  const place = useRef<HTMLDivElement>(null)
  const width = useWidth(place)
  const measure = useMeasure()
  const drawing = useMemo(() => (width === 0 ? null : draw(width, measure)), [draw, width, measure])

  const act = (action: NodeAction): void => {
    if (action.kind === 'table') setIsTable(true)
    else onAction(action)
  }
  const save = (): void => {
    if (drawing !== null) void actions.savePicture(name, svgFile(drawing, isDark() ? DARK : LIGHT, measure))
  }
  return (
    <div className="picture">
      <div ref={place} className="picture-place">
        {isTable ? (
          // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keys
          <section className="picture-table" aria-label="Table" tabIndex={0}>
            {table}
          </section>
        ) : (
          drawing && <PictureView drawing={drawing} onAction={act} />
        )}
      </div>
      <div className="picture-foot">
        <fieldset className="segments segments-small" aria-label="Show as">
          {(['Picture', 'Table'] as const).map((look) => (
            <button
              key={look}
              type="button"
              className="segment-button"
              aria-pressed={isTable === (look === 'Table')}
              onClick={() => setIsTable(look === 'Table')}
            >
              {look}
            </button>
          ))}
        </fieldset>
        <PressButton look="small" onPress={save}>
          Save as SVG…
        </PressButton>
      </div>
    </div>
  )
}
