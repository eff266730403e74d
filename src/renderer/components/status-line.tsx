import { useStore } from 'zustand'
import type { AppStatus } from '../../contract/view.ts'
import { useStores } from './use-stores.ts'

const STORE_WORDS: Readonly<Record<AppStatus['store'], string>> = { keychain: 'Keychain', sealed: 'Sealed store' }

const STATE_WORDS: Readonly<Record<AppStatus['state'], string>> = {
  ready: 'unlocked',
  locked: 'locked',
  missing: 'missing',
  crashed: 'stopped',
  unreadable: 'unreadable',
}

const standing = ({ store, state }: AppStatus): string =>
  `${state === 'unreadable' ? 'Vault' : STORE_WORDS[store]} ${STATE_WORDS[state]}`

function dotOf(status: AppStatus | null): string {
  if (status === null) return 'dot dot-waiting'
  return status.state === 'ready' ? 'dot' : 'dot dot-stopped'
}

/** How the vault stands, at the foot of the sidebar. */
export function StatusLine() {
  const { status } = useStores()
  const now = useStore(status, (state) => state.value)
  return (
    <div className="status" role="status">
      <p className="status-line">
        <span className={dotOf(now)} />
        {now === null ? 'Opening the vault' : standing(now)}
      </p>
      {now?.standIn && <p>Stand-in for Electron</p>}
    </div>
  )
}
