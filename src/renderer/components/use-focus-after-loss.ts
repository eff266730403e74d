import { type RefObject, useEffect, useRef } from 'react'

/** Puts the focus on the list when a thing was removed and the focus went with it. */
export function useFocusAfterLoss(count: number, list: RefObject<HTMLElement | null>): void {
  const before = useRef(count)
  useEffect(() => {
    const shrank = count < before.current
    before.current = count
    if (shrank && document.activeElement === document.body) list.current?.focus()
  }, [count, list])
}
