import { useStore } from 'zustand'
import type { AppStatus } from '../../contract/view.ts'
import { NoteMark } from './note-mark.tsx'
import { PressButton } from './press-button.tsx'
import { SentenceText } from './sentence-text.tsx'
import { UnlockForm } from './unlock-form.tsx'
import { useStores } from './use-stores.ts'

const WHAT_TO_DO: Readonly<Record<Exclude<AppStatus['state'], 'ready'>, string>> = {
  locked: 'Unlock it in your desktop’s password manager, then try again. Nothing is lost.',
  missing: 'Start a Secret Service such as gnome-keyring, or choose the sealed store: bulkhead init --store sealed',
  crashed: 'It is being started again. The list still shows; secrets wait until it is back.',
  unreadable: 'Nothing was changed. See what is wrong with it: bulkhead doctor',
}

const UNTIL_UNLOCKED = 'The list still shows. Once unlocked, it stays open until you quit.'

/** Says over every screen what keeps the secrets out of reach, and what to do. */
export function StatusBanner() {
  const { status, refresh } = useStores()
  const now = useStore(status, (state) => state.value)
  if (now === null || now.state === 'ready') return null
  const isSealed = now.store === 'sealed' && now.state === 'locked'
  return (
    <div className="banner" role="alert">
      <NoteMark />
      <div>
        <p className="strong">
          <SentenceText text={now.message} />
        </p>
        <p>
          <SentenceText text={isSealed ? UNTIL_UNLOCKED : WHAT_TO_DO[now.state]} />
        </p>
      </div>
      {isSealed ? <UnlockForm /> : <PressButton onPress={() => void refresh()}>Try again</PressButton>}
    </div>
  )
}
