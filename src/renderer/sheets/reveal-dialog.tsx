import { useEffect, useRef, useState } from 'react'
import type { Failure, TokenView } from '../../contract/view.ts'
import { Fault } from '../components/fault.tsx'
import { Foreign } from '../components/foreign.tsx'
import { PressButton } from '../components/press-button.tsx'
import { Sheet } from '../components/sheet.tsx'
import { useStores } from '../components/use-stores.ts'
import { answerOf } from '../stores/ask.ts'

/** A secret on a screen is forgotten on it: it goes by itself. */
const SHOWN_MS = 30_000

/** Shows a secret after main has asked. It is written into the page and never becomes state; it goes with the dialog. */
export function RevealDialog({ token, onClose }: { readonly token: TokenView; readonly onClose: () => void }) {
  const { ask } = useStores()
  const place = useRef<HTMLElement>(null)
  const [shown, setShown] = useState(false)
  const [failure, setFailure] = useState<Failure | null>(null)

  useEffect(() => {
    if (!shown) return
    const timer = setTimeout(onClose, SHOWN_MS)
    return () => clearTimeout(timer)
  }, [shown, onClose])

  const reveal = async (): Promise<void> => {
    const answer = await answerOf(ask, 'tokens:reveal', { id: token.id })
    if (answer.ok && place.current) {
      place.current.textContent = answer.value.plaintext
      setShown(true)
    }
    setFailure(answer.ok ? null : answer.error)
  }

  return (
    <Sheet
      small
      title={
        <>
          Reveal <Foreign text={token.name} />
        </>
      }
      onClose={onClose}
    >
      <div className="modal-body">
        {shown ? (
          <p className="second">It is hidden again in 30 s.</p>
        ) : (
          <p>Whoever sees this screen sees the secret. To use it, copying or a scoped shell is safer.</p>
        )}
        <bdi ref={place} className="revealed code selectable" hidden={!shown} />
        {failure && failure.code !== 'cancelled' && (
          <p className="fault" role="alert">
            <Fault failure={failure} />
          </p>
        )}
      </div>
      <div className="modal-foot">
        <PressButton onPress={onClose}>{shown ? 'Hide' : 'Cancel'}</PressButton>
        {!shown && (
          <PressButton look="primary" onPress={() => void reveal()}>
            Show secret
          </PressButton>
        )}
      </div>
    </Sheet>
  )
}
