import { type ClipboardEvent, type RefObject, useRef } from 'react'

const lineFeedsOnly = (text: string): string => text.replace(/\r\n?/g, '\n')

/**
 * What was typed or pasted into a text area, to the letter.
 *
 * A text area turns every line end into a line feed (HTML, "API value"), and a secret may have others. So a paste into the
 * empty field is kept beside it, and counts for as long as the field shows just that.
 */
export function usePastedText(input: RefObject<HTMLTextAreaElement | null>) {
  const pasted = useRef('')
  return {
    onPaste: (event: ClipboardEvent): void => {
      const { current } = input
      const replacesAll = current?.selectionStart === 0 && current.selectionEnd === current.value.length
      if (replacesAll) pasted.current = event.clipboardData.getData('text/plain')
    },
    read: (): string => {
      const shown = input.current?.value ?? ''
      return lineFeedsOnly(pasted.current) === shown ? pasted.current : shown
    },
    forget: (): void => {
      pasted.current = ''
      if (input.current) input.current.value = ''
    },
  }
}
