import { type FormEvent, useRef, useState } from 'react'
import { useStore } from 'zustand'
import type { Failure, TokenView } from '../../contract/view.ts'
import { Fault } from '../components/fault.tsx'
import { Field } from '../components/field.tsx'
import { Foreign } from '../components/foreign.tsx'
import { PressButton } from '../components/press-button.tsx'
import { SecretField } from '../components/secret-field.tsx'
import { Sheet } from '../components/sheet.tsx'
import { useFocusOnFault } from '../components/use-focus-on-fault.ts'
import { usePastedText } from '../components/use-pasted-text.ts'
import { useStores } from '../components/use-stores.ts'
import { createRotationStore } from '../stores/rotation.ts'
import { fieldOf } from './failure-field.ts'

interface Props {
  readonly token: TokenView
  readonly onClose: () => void
}

/** Where the next one is made; absent where no page for it is known. */
function MakeOne({ token }: Pick<Props, 'token'>) {
  const { actions } = useStores()
  const { id, provider, providerName, findings } = token
  const made = provider === null ? undefined : findings.find(({ remedy }) => remedy.url.startsWith('https://'))
  if (made === undefined) return null
  return <PressButton onPress={() => void actions.openRemedy(id, made.rule)}>{`Open ${providerName}`}</PressButton>
}

/** Puts a new secret in the place of the old one. The secret is read from its field, passed on, and never becomes state. */
export function RotateSheet({ token, onClose }: Props) {
  const { ask, notices, refresh } = useStores()
  const [rotation] = useState(() => createRotationStore(ask))
  const { expires, failure, busy, setExpires, rotate } = useStore(rotation)
  const form = useRef<HTMLFormElement>(null)
  const input = useRef<HTMLTextAreaElement>(null)
  const secret = usePastedText(input)
  const { name, providerName } = token

  useFocusOnFault(failure, form)

  const onSubmit = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    if (!(await rotate(token.id, secret.read()))) return
    secret.forget()
    notices
      .getState()
      .done(`Rotated ${name}. Revoke the old one at ${providerName ?? 'its provider'}: it works until then`)
    onClose()
    await refresh()
  }
  const about = (place: string): Failure | null => (failure !== null && fieldOf(failure) === place ? failure : null)
  return (
    <Sheet
      title={
        <>
          Rotate <Foreign text={name} />
        </>
      }
      onClose={onClose}
    >
      <form ref={form} className="modal-form" onSubmit={(event) => void onSubmit(event)}>
        <div className="modal-body">
          <div className="hint-line">
            <p>Make the next one, then paste it here. Name, domain and bindings stay as they are.</p>
            <MakeOne token={token} />
          </div>
          <SecretField
            label="New secret"
            input={input}
            failure={about('secret')}
            onInput={() => undefined}
            onPaste={secret.onPaste}
          />
          <Field
            label="Expires"
            value={expires}
            onChange={setExpires}
            placeholder="90d or 2027-01-31"
            help="Empty when it says so itself, or never does."
            failure={about('expires')}
          />
        </div>
        <div className="modal-foot">
          <p className="fault modal-foot-word" role="alert">
            {failure && about('secret') === null && about('expires') === null && <Fault failure={failure} />}
          </p>
          <PressButton onPress={onClose}>Cancel</PressButton>
          <PressButton look="primary" type="submit" disabled={busy}>
            {busy ? 'Rotating' : 'Rotate token'}
          </PressButton>
        </div>
      </form>
    </Sheet>
  )
}
