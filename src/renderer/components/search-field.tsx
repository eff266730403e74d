import type { KeyboardEvent, RefObject } from 'react'

interface Props {
  readonly label: string
  readonly query: string
  readonly input: RefObject<HTMLInputElement | null>
  readonly onSearch: (query: string) => void
  /** Arrow down or Enter: on to the list. */
  readonly onLeave: () => void
}

const SEARCH_KEY = navigator.userAgent.includes('Mac OS') ? '⌘ K' : 'Ctrl K'

/** Search; Esc clears it, arrow down goes on to the list. */
export function SearchField({ label, query, input, onSearch, onLeave }: Props) {
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Escape' && query !== '') {
      event.stopPropagation()
      onSearch('')
    }
    if (event.key === 'ArrowDown' || event.key === 'Enter') {
      event.preventDefault()
      onLeave()
    }
  }
  return (
    <div className="search">
      <input
        ref={input}
        className="search-input"
        type="search"
        aria-label={label}
        aria-keyshortcuts="Control+K"
        placeholder={label}
        spellCheck={false}
        autoComplete="off"
        maxLength={200}
        value={query}
        onChange={(event) => onSearch(event.target.value)}
        onKeyDown={onKeyDown}
      />
      <span className="key" aria-hidden="true">
        {query === '' ? SEARCH_KEY : 'Esc'}
      </span>
    </div>
  )
}
