import { createStore } from 'zustand/vanilla'

export const SCREENS = ['overview', 'tokens', 'projects', 'sessions', 'activity'] as const

export type Screen = (typeof SCREENS)[number]

/** What lies over the screen, and about what. */
export type Dialog =
  | { readonly kind: 'add' }
  | { readonly kind: 'edit' | 'remove' | 'reveal'; readonly id: string }
  | { readonly kind: 'bind'; readonly id: string | null; readonly root: string | null }

interface Navigation {
  readonly screen: Screen
  readonly dialog: Dialog | null
  readonly go: (screen: Screen) => void
  readonly open: (dialog: Dialog) => void
  readonly close: () => void
}

/** Where the window is: its screen, and at most one dialog over it. */
export const createNavigationStore = () =>
  createStore<Navigation>()((set) => ({
    screen: 'tokens',
    dialog: null,
    go: (screen) => set({ screen, dialog: null }),
    open: (dialog) => set({ dialog }),
    close: () => set({ dialog: null }),
  }))
