import { useState } from 'react'
import { useStore } from 'zustand'
import type { SessionView } from '../../contract/view.ts'
import { Foreign } from '../components/foreign.tsx'
import { PressButton } from '../components/press-button.tsx'
import { Sheet } from '../components/sheet.tsx'
import { useStores } from '../components/use-stores.ts'
import { sessionName } from '../words/session-words.ts'

interface Props {
  readonly session: SessionView
  readonly onClose: () => void
}

/** Asks before a session is ended, naming it and what is lost. */
export function EndDialog({ session, onClose }: Props) {
  const { actions, live } = useStores()
  const [isEnding, setEnding] = useState(false)
  const isOver = !useStore(live, (state) => state.value.some(({ id }) => id === session.id))
  const { kind, tokens } = session
  const what = kind === 'shell' ? 'shell' : 'command'
  const end = async (): Promise<void> => {
    setEnding(true)
    await actions.endSession(session.id)
    onClose()
  }
  return (
    <Sheet
      small
      alert
      title={
        <>
          End the session of <Foreign text={sessionName(session)} />?
        </>
      }
      onClose={onClose}
    >
      <div className="modal-body">
        {isOver && !isEnding ? (
          <p>It has ended by itself.</p>
        ) : (
          <>
            <p>
              The {what} and everything started in it are stopped, and its connections are cut at once. Work in them
              that was not saved is lost.
            </p>
            {tokens.length > 0 && (
              <p>
                Its placeholders of <Foreign className="strong" text={tokens.join(', ')} /> become worthless. The tokens
                stay as they are.
              </p>
            )}
          </>
        )}
      </div>
      <div className="modal-foot">
        <PressButton onPress={onClose} focused>
          {isOver && !isEnding ? 'Close' : 'Keep it running'}
        </PressButton>
        {!(isOver && !isEnding) && (
          <PressButton look="danger" disabled={isEnding} onPress={() => void end()}>
            {isEnding ? 'Ending it' : 'End it now'}
          </PressButton>
        )}
      </div>
    </Sheet>
  )
}
