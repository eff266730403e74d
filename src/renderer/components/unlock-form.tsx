import { type FormEvent, useRef, useState } from 'react'
import type { Failure } from '../../contract/view.ts'
import { answerOf } from '../stores/ask.ts'
import { Fault } from './fault.tsx'
import { PressButton } from './press-button.tsx'
import { useStores } from './use-stores.ts'

/**
 * Opens the sealed store with its passphrase, which is read from the field and never becomes state: a plain field, since
 * React Aria's keeps a copy of its text.
 */
export function UnlockForm() {
  const { ask, refresh } = useStores()
  const passphrase = useRef<HTMLInputElement>(null)
  const [failure, setFailure] = useState<Failure | null>(null)
  const [busy, setBusy] = useState(false)

  const onSubmit = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    const field = passphrase.current
    if (field === null || field.value === '' || busy) return
    setBusy(true)
    const answer = await answerOf(ask, 'app:unlock', { passphrase: field.value })
    field.value = ''
    setBusy(false)
    setFailure(answer.ok ? null : answer.error)
    if (answer.ok) await refresh()
  }

  return (
    <form className="unlock" onSubmit={(event) => void onSubmit(event)}>
      <input
        ref={passphrase}
        className="input unlock-field"
        type="password"
        aria-label="Passphrase"
        placeholder="Passphrase"
        autoComplete="off"
        aria-invalid={failure !== null}
      />
      <PressButton look="primary" type="submit" disabled={busy}>
        {busy ? 'Unlocking' : 'Unlock'}
      </PressButton>
      {failure && (
        <p className="fault">
          <Fault failure={failure} />
        </p>
      )}
    </form>
  )
}
