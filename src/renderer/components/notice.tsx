import { useEffect } from 'react'
import { useStore } from 'zustand'
import { PressButton } from './press-button.tsx'
import { SentenceText } from './sentence-text.tsx'
import { useStores } from './use-stores.ts'

/** What was done leaves by itself; what failed stays until it is read. */
const SHOWN_MS = 6000

export function Notice() {
  const { notices } = useStores()
  const notice = useStore(notices, (state) => state.notice)
  const { dismiss } = notices.getState()

  useEffect(() => {
    if (notice?.tone !== 'done') return
    const timer = setTimeout(dismiss, SHOWN_MS)
    return () => clearTimeout(timer)
  }, [notice, dismiss])

  return (
    <div role="status" aria-live="polite">
      {notice && (
        <div className="notice">
          <p>
            <SentenceText text={notice.text} /> {notice.hint !== null && <SentenceText text={notice.hint} />}
          </p>
          <PressButton onPress={dismiss}>Close</PressButton>
        </div>
      )}
    </div>
  )
}
