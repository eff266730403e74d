import { type FormEvent, useEffect, useRef, useState } from 'react'
import { useStore } from 'zustand'
import { Fault } from '../components/fault.tsx'
import { PressButton } from '../components/press-button.tsx'
import { SecretField } from '../components/secret-field.tsx'
import { Sheet } from '../components/sheet.tsx'
import { useFocusOnFault } from '../components/use-focus-on-fault.ts'
import { usePastedText } from '../components/use-pasted-text.ts'
import { useStores } from '../components/use-stores.ts'
import { createDraftStore } from '../stores/draft.ts'
import { DetailsFields } from './details-fields.tsx'
import { fieldOf } from './failure-field.ts'
import { InspectionPreview } from './inspection-preview.tsx'

/** Long enough for a paste to be whole, short enough to seem at once. */
const PAUSE_MS = 120

/** Stores a secret: it is pasted, says what it is, and the rest of the form follows. */
export function AddSheet({ onClose }: { readonly onClose: () => void }) {
  const { ask, visit, notices, refresh } = useStores()
  const [draft] = useState(() => createDraftStore(ask))
  const { fields, inspection, failure, busy, set, identify, add } = useStore(draft)
  const form = useRef<HTMLFormElement>(null)
  const input = useRef<HTMLTextAreaElement>(null)
  const secret = usePastedText(input)
  const pause = useRef<ReturnType<typeof setTimeout>>(undefined)

  const forget = (): void => {
    clearTimeout(pause.current)
    secret.forget()
  }
  // The sheet may also go because main shows another screen.
  useEffect(() => () => clearTimeout(pause.current), [])

  const onSecret = (): void => {
    clearTimeout(pause.current)
    pause.current = setTimeout(() => void identify(secret.read()), PAUSE_MS)
  }
  const close = (): void => {
    forget()
    onClose()
  }
  const onSubmit = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    const token = await add(secret.read())
    if (token === null) return
    forget()
    await refresh()
    notices.getState().done(`Stored ${token.name}`)
    visit.token(token.id)
  }

  useFocusOnFault(failure, form)
  const place = failure && fieldOf(failure)
  return (
    <Sheet title="Add a token" onClose={close}>
      <form ref={form} className="modal-form" onSubmit={(event) => void onSubmit(event)}>
        <div className="modal-body">
          <SecretField
            input={input}
            failure={place === 'secret' ? failure : null}
            onInput={onSecret}
            onPaste={secret.onPaste}
          />
          {inspection && <InspectionPreview inspection={inspection} />}
          <DetailsFields fields={fields} failure={failure} set={set} />
        </div>
        <div className="modal-foot">
          <p className="fault modal-foot-word" role="alert">
            {failure && place === null && <Fault failure={failure} />}
          </p>
          <PressButton onPress={close}>Cancel</PressButton>
          <PressButton look="primary" type="submit" disabled={busy}>
            {busy ? 'Storing' : 'Store token'}
          </PressButton>
        </div>
      </form>
    </Sheet>
  )
}
