import { createStore } from 'zustand/vanilla'
import type { SessionView } from '../../contract/view.ts'

export const SCREENS = ['overview', 'tokens', 'projects', 'sessions', 'activity'] as const

export type Screen = (typeof SCREENS)[number]

/** What lies over the screen, and about what. */
export type Dialog =
  | { readonly kind: 'add' }
  | { readonly kind: 'edit' | 'narrow' | 'rotate' | 'remove' | 'reveal'; readonly id: string }
  | { readonly kind: 'end'; readonly session: SessionView }
  | { readonly kind: 'bind'; readonly id: string | null; readonly root: string | null }

interface Navigation {
  readonly screen: Screen
  readonly dialog: Dialog | null
  /** Something led to the list of tokens, which is to take the focus when it is there. */
  readonly listAwaited: boolean
  readonly go: (screen: Screen) => void
  /** To the tokens, with the focus on their list. */
  readonly goToList: () => void
  readonly listReached: () => void
  readonly open: (dialog: Dialog) => void
  readonly close: () => void
}

/** Where the window is: its screen, and at most one dialog over it. */
export const createNavigationStore = () =>
  createStore<Navigation>()((set) => ({
    screen: 'tokens',
    dialog: null,
    listAwaited: false,
    go: (screen) => set({ screen, dialog: null, listAwaited: false }),
    goToList: () => set({ screen: 'tokens', dialog: null, listAwaited: true }),
    listReached: () => set({ listAwaited: false }),
    open: (dialog) => set({ dialog }),
    close: () => set({ dialog: null }),
  }))
