import { useVirtualizer } from '@tanstack/react-virtual'
import { type KeyboardEvent, memo, type ReactNode, type RefObject, useEffect } from 'react'
import { nextIndex } from './next-index.ts'

interface Props<T> {
  readonly label: string
  readonly items: readonly T[]
  readonly idOf: (item: T) => string
  readonly selectedId: string | null
  readonly scroller: RefObject<HTMLDivElement | null>
  readonly onSelect: (id: string) => void
  /** Enter: on to what the row is about. */
  readonly onOpen: () => void
  readonly children: (item: T) => ReactNode
}

/** Height of a row with two lines, as `--row` says it to the styles. */
const ROW_PIXELS = 60

// Kept while its props stay the same: a letter that is typed into the search is painted before the list changes.
export const RowList = memo(Rows) as typeof Rows

/** A list of which only the rows in view exist, moved through with the arrow keys. */
function Rows<T>({ label, items, idOf, selectedId, scroller, onSelect, onOpen, children }: Props<T>) {
  const virtualizer = useVirtualizer({
    count: items.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_PIXELS,
    overscan: 4,
  })
  const selected = items.findIndex((item) => idOf(item) === selectedId)
  const inView = virtualizer.getVirtualItems()

  useEffect(() => {
    if (selected >= 0) virtualizer.scrollToIndex(selected, { align: 'auto' })
  }, [selected, virtualizer])

  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Enter') onOpen()
    const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? 0) / ROW_PIXELS) - 1)
    const next = items[nextIndex(event.key, selected, items.length, page)]
    if (next === undefined) return
    event.preventDefault()
    onSelect(idOf(next))
  }

  return (
    <div
      ref={scroller}
      className="list"
      role="listbox"
      aria-label={label}
      tabIndex={0}
      aria-activedescendant={inView.some(({ index }) => index === selected) ? `row-${selectedId}` : undefined}
      onKeyDown={onKeyDown}
    >
      <div className="list-space" role="presentation" style={{ height: virtualizer.getTotalSize() }}>
        {inView.map(({ index, start }) => {
          const item = items[index]
          if (item === undefined) return null
          const id = idOf(item)
          return (
            // The listbox has the focus and the keys; a row is only pointed at.
            // biome-ignore lint/a11y/useKeyWithClickEvents: the listbox handles the keys
            // biome-ignore lint/a11y/useFocusableInteractive: the listbox holds the focus
            <div
              // By place: another filter then writes other words into the rows that are there, which is quicker than new rows.
              key={index}
              id={`row-${id}`}
              className="row"
              role="option"
              aria-selected={id === selectedId}
              aria-setsize={items.length}
              aria-posinset={index + 1}
              style={{ transform: `translateY(${start}px)` }}
              onClick={() => onSelect(id)}
            >
              {children(item)}
            </div>
          )
        })}
      </div>
    </div>
  )
}
