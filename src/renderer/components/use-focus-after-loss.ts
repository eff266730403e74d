import { type RefObject, useEffect, useRef } from 'react'

/**
 * Puts the focus on the list when a thing was removed and the focus went with it: at once, or with the dialog that is still
 * open about that thing, and that has nothing to give the focus back to when it closes.
 */
export function useFocusAfterLoss(count: number, list: RefObject<HTMLElement | null>): void {
  const before = useRef(count)
  useEffect(() => {
    const shrank = count < before.current
    before.current = count
    if (!shrank) return
    let frame = 0
    const look = (): void => {
      if (isDialogOpen()) frame = requestAnimationFrame(look)
      else if (document.activeElement === document.body) list.current?.focus()
    }
    look()
    return () => cancelAnimationFrame(frame)
  }, [count, list])
}

const isDialogOpen = (): boolean => document.querySelector('[role="dialog"], [role="alertdialog"]') !== null
