import { dialog } from 'electron'
import { BulkheadError } from '../core/errors.ts'
import { shownWindow } from './shown-window.ts'

/** A question of yes or no, asked by main itself: what the page shows or says cannot answer it. */
export interface Question {
  /** Names the thing. */
  readonly message: string
  /** What follows from yes, in words. */
  readonly detail: string
  /** The button that means yes: what will happen. */
  readonly yes: string
}

/** @throws {BulkheadError} `cancelled` unless the answer is yes, or while another question is open. */
export type Ask = (question: Question) => Promise<void>

/** Asks one question at a time, so that nobody is worn down by a heap of them. */
export function createAsk(): Ask {
  let open = false
  return async ({ message, detail, yes }) => {
    if (open) throw new BulkheadError('cancelled', 'another question is waiting for its answer')
    open = true
    try {
      const { response } = await show({
        type: 'warning',
        title: 'Bulkhead',
        message,
        detail,
        buttons: [yes, 'Cancel'],
        defaultId: 1,
        cancelId: 1,
        noLink: true,
      })
      if (response !== 0) throw new BulkheadError('cancelled', 'nothing was done')
    } finally {
      open = false
    }
  }
}

function show(options: Electron.MessageBoxOptions): Promise<Electron.MessageBoxReturnValue> {
  const window = shownWindow()
  return window === null ? dialog.showMessageBox(options) : dialog.showMessageBox(window, options)
}
