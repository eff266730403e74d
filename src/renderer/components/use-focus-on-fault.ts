import { type RefObject, useEffect } from 'react'
import type { Failure } from '../../contract/view.ts'

/** Puts the caret into the first field that a refusal is about. */
export function useFocusOnFault(failure: Failure | null, form: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    if (failure !== null) form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus()
  }, [failure, form])
}
