import { createStore } from 'zustand/vanilla'

interface ProjectChoice {
  /** Root of the project that is shown; null for the first one. */
  readonly root: string | null
  readonly choose: (root: string) => void
}

/** Which project is shown. */
export const createProjectChoiceStore = () =>
  createStore<ProjectChoice>()((set) => ({ root: null, choose: (root) => set({ root }) }))
