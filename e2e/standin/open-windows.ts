/** What the app needs of its windows when it quits; a module of its own so that app and windows need not import each other. */
export interface OpenWindow {
  readonly id: number
  close(): void
  focus(): void
  show(): void
  hide(): void
}

const windows = new Map<number, OpenWindow>()

export const addOpenWindow = (window: OpenWindow): void => void windows.set(window.id, window)

export const removeOpenWindow = (window: OpenWindow): void => void windows.delete(window.id)

/** The windows that are open, oldest first. */
export const openWindows = (): OpenWindow[] => [...windows.values()]
