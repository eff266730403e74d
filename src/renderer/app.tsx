import { useEffect, useRef } from 'react'
import { useStore } from 'zustand'
import { Notice } from './components/notice.tsx'
import { Sidebar } from './components/sidebar.tsx'
import { StatusBanner } from './components/status-banner.tsx'
import { useStores } from './components/use-stores.ts'
import { ActivityScreen } from './screens/activity.tsx'
import { OverviewScreen } from './screens/overview.tsx'
import { ProjectsScreen } from './screens/projects.tsx'
import { SessionsScreen } from './screens/sessions.tsx'
import { TokensScreen } from './screens/tokens.tsx'
import { Dialogs } from './sheets/dialogs.tsx'
import { runShortcut } from './shortcuts.ts'

const PLAIN_SCREENS = {
  overview: OverviewScreen,
  projects: ProjectsScreen,
  sessions: SessionsScreen,
  activity: ActivityScreen,
}

/** The window. */
export function App() {
  const stores = useStores()
  const screen = useStore(stores.navigation, (state) => state.screen)
  const search = useRef<HTMLInputElement>(null)
  const place = useRef<HTMLDivElement>(null)

  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      // After the next paint, since another screen may have to appear first.
      const afterPaint = (act: () => void) => (): void => void requestAnimationFrame(act)
      const focus = {
        search: afterPaint(() => search.current?.select()),
        // The list where there is one: keys then go on from what is selected, and not from the top of the window.
        screen: afterPaint(() => place.current?.querySelector<HTMLElement>('.list, main')?.focus()),
      }
      if (runShortcut(event, stores, focus)) event.preventDefault()
    }
    document.addEventListener('keydown', onKeyDown)
    return () => document.removeEventListener('keydown', onKeyDown)
  }, [stores])

  const Plain = screen === 'tokens' ? null : PLAIN_SCREENS[screen]
  return (
    <div className="window">
      <Sidebar />
      <div className="main" ref={place}>
        <StatusBanner />
        {Plain === null ? <TokensScreen search={search} /> : <Plain />}
      </div>
      <Notice />
      <Dialogs />
    </div>
  )
}
