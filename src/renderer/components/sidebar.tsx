import { useStore } from 'zustand'
import type { SessionView } from '../../contract/view.ts'
import type { Screen } from '../stores/navigation.ts'
import type { FilterId } from '../tokens/filters.ts'
import { Logo } from './logo.tsx'
import { NavItem } from './nav-item.tsx'
import { StatusLine } from './status-line.tsx'
import { useStores } from './use-stores.ts'

const NEEDS: readonly { readonly label: string; readonly filter: FilterId }[] = [
  { label: 'God-level', filter: 'god' },
  { label: 'Wider than domain', filter: 'wide' },
  { label: 'Expiring', filter: 'expiring' },
]

const isRunning = ({ state }: SessionView): boolean => state === 'running'

/** Where: the screens, and what needs the user. */
export function Sidebar() {
  const { navigation, tokens, projects, sessions } = useStores()
  const screen = useStore(navigation, (state) => state.screen)
  const filter = useStore(tokens, (state) => state.filter)
  const counts = useStore(tokens, (state) => state.counts)
  const projectCount = useStore(projects, (state) => state.value.length)
  const running = useStore(sessions, (state) => state.value.filter(isRunning).length)

  const needed = NEEDS.some((need) => need.filter === filter)
  const places: readonly { readonly label: string; readonly to: Screen; readonly count: number | null }[] = [
    { label: 'Overview', to: 'overview', count: null },
    { label: 'Tokens', to: 'tokens', count: counts.all },
    { label: 'Projects', to: 'projects', count: projectCount },
    { label: 'Sessions', to: 'sessions', count: running },
    { label: 'Activity', to: 'activity', count: null },
  ]
  const visit = (to: Screen, shown: FilterId = 'all'): void => {
    if (to === 'tokens') tokens.getState().show(shown)
    navigation.getState().go(to)
  }

  return (
    <nav className="sidebar" aria-label="Bulkhead">
      <p className="brand">
        <Logo />
        Bulkhead
      </p>
      <div className="nav">
        {places.map(({ label, to, count }) => (
          <NavItem
            key={to}
            label={label}
            count={count || null}
            here={screen === to && !(to === 'tokens' && needed)}
            onPress={() => visit(to)}
          />
        ))}
      </div>
      <h2 className="nav-heading">Needs you</h2>
      <div className="nav">
        {NEEDS.map((need) => (
          <NavItem
            key={need.filter}
            label={need.label}
            count={counts[need.filter] || null}
            danger={need.filter === 'god'}
            here={screen === 'tokens' && filter === need.filter}
            onPress={() => visit('tokens', need.filter)}
          />
        ))}
      </div>
      <StatusLine />
    </nav>
  )
}
