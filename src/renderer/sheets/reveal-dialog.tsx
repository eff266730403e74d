import { useEffect, useState } from 'react'
import type { Failure, TokenView } from '../../contract/view.ts'
import { Fault } from '../components/fault.tsx'
import { Foreign } from '../components/foreign.tsx'
import { PressButton } from '../components/press-button.tsx'
import { Sheet } from '../components/sheet.tsx'
import { useStores } from '../components/use-stores.ts'
import { answerOf } from '../stores/ask.ts'

/** A secret on a screen is forgotten on it: it goes by itself. */
const SHOWN_MS = 30_000

/** Shows a secret after main has asked; it lives in this dialog and goes with it. */
export function RevealDialog({ token, onClose }: { readonly token: TokenView; readonly onClose: () => void }) {
  const { ask } = useStores()
  const [plaintext, setPlaintext] = useState<string | null>(null)
  const [failure, setFailure] = useState<Failure | null>(null)

  useEffect(() => {
    if (plaintext === null) return
    const timer = setTimeout(onClose, SHOWN_MS)
    return () => clearTimeout(timer)
  }, [plaintext, onClose])

  const reveal = async (): Promise<void> => {
    const answer = await answerOf(ask, 'tokens:reveal', { id: token.id })
    if (answer.ok) setPlaintext(answer.value.plaintext)
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
        {plaintext === null ? (
          <p>Whoever sees this screen sees the secret. To use it, copying or a scoped shell is safer.</p>
        ) : (
          <>
            <p className="second">It is hidden again in 30 s.</p>
            <bdi className="revealed code selectable">{plaintext}</bdi>
          </>
        )}
        {failure && failure.code !== 'cancelled' && (
          <p className="fault" role="alert">
            <Fault failure={failure} />
          </p>
        )}
      </div>
      <div className="modal-foot">
        <PressButton onPress={onClose}>{plaintext === null ? 'Cancel' : 'Hide'}</PressButton>
        {plaintext === null && (
          <PressButton look="primary" onPress={() => void reveal()}>
            Show secret
          </PressButton>
        )}
      </div>
    </Sheet>
  )
}
