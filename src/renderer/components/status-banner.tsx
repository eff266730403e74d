import { useStore } from 'zustand'
import type { AppStatus } from '../../contract/view.ts'
import { NoteMark } from './note-mark.tsx'
import { PressButton } from './press-button.tsx'
import { SentenceText } from './sentence-text.tsx'
import { useStores } from './use-stores.ts'

const WHAT_TO_DO: Readonly<Record<Exclude<AppStatus['state'], 'ready'>, string>> = {
  locked: 'Unlock it in your desktop’s password manager, then try again. Nothing is lost.',
  missing: 'Start a Secret Service such as gnome-keyring, or choose the sealed store: bulkhead init --store sealed',
  crashed: 'It is being started again. The list still shows; secrets wait until it is back.',
  unreadable: 'Nothing was changed. See what is wrong with it: bulkhead doctor',
}

// The passphrase of a sealed store is asked for where it can be typed unseen.
const WHAT_TO_DO_SEALED =
  'The list still shows. In a terminal, bulkhead exec and bulkhead shell ask for the passphrase.'

const whatToDo = (state: Exclude<AppStatus['state'], 'ready'>, store: AppStatus['store']): string =>
  store === 'sealed' && state === 'locked' ? WHAT_TO_DO_SEALED : WHAT_TO_DO[state]

/** Says over every screen what keeps the secrets out of reach, and what to do. */
export function StatusBanner() {
  const { status, refresh } = useStores()
  const now = useStore(status, (state) => state.value)
  if (now === null || now.state === 'ready') return null
  return (
    <div className="banner" role="alert">
      <NoteMark />
      <div>
        <p className="strong">
          <SentenceText text={now.message} />
        </p>
        <p>{whatToDo(now.state, now.store)}</p>
      </div>
      <PressButton onPress={() => void refresh()}>Try again</PressButton>
    </div>
  )
}
