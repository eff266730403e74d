import { useEffect } from 'react'
import { useStore } from 'zustand'
import type { LiveSession } from '../../contract/view.ts'
import { whileSeen } from '../stores/while-seen.ts'
import { useStores } from './use-stores.ts'

const EVERY_MS = 1000

/** The sessions whose broker runs, read each second while the window is seen; null until they were read once. */
export function useLiveSessions(): readonly LiveSession[] | null {
  const { live, sessions } = useStores()
  const { value, phase } = useStore(live)
  const known = useStore(sessions, (state) => state.value)

  // biome-ignore lint/correctness/useExhaustiveDependencies: a session that began or ended is seen at once
  useEffect(() => {
    if (!document.hidden) void live.getState().load()
  }, [live, known])

  useEffect(() => whileSeen(document, () => void live.getState().load(), EVERY_MS), [live])

  return phase === 'waiting' ? null : value
}
