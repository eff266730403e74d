import { type FormEvent, useRef, useState } from 'react'
import { useStore } from 'zustand'
import type { TokenView } from '../../contract/view.ts'
import { Fault } from '../components/fault.tsx'
import { Foreign } from '../components/foreign.tsx'
import { PressButton } from '../components/press-button.tsx'
import { Sheet } from '../components/sheet.tsx'
import { useFocusOnFault } from '../components/use-focus-on-fault.ts'
import { useStores } from '../components/use-stores.ts'
import { createDraftStore, fieldsOf } from '../stores/draft.ts'
import { DetailsFields } from './details-fields.tsx'
import { fieldOf } from './failure-field.ts'

/** Changes what is recorded of a token; its secret stays as it is. */
export function EditSheet({ token, onClose }: { readonly token: TokenView; readonly onClose: () => void }) {
  const { ask, notices, refresh } = useStores()
  const [draft] = useState(() => createDraftStore(ask, fieldsOf(token)))
  const { fields, failure, busy, set, edit } = useStore(draft)

  const form = useRef<HTMLFormElement>(null)
  useFocusOnFault(failure, form)

  const onSubmit = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    const changed = await edit(token.id)
    if (changed === null) return
    notices.getState().done(`Saved ${changed.name}`)
    onClose()
    await refresh()
  }

  return (
    <Sheet
      title={
        <>
          Edit <Foreign text={token.name} />
        </>
      }
      onClose={onClose}
    >
      <form ref={form} className="modal-form" onSubmit={(event) => void onSubmit(event)}>
        <div className="modal-body">
          <DetailsFields fields={fields} failure={failure} set={set} />
        </div>
        <div className="modal-foot">
          <p className="fault modal-foot-word" role="alert">
            {failure && fieldOf(failure) === null && <Fault failure={failure} />}
          </p>
          <PressButton onPress={onClose}>Cancel</PressButton>
          <PressButton look="primary" type="submit" disabled={busy}>
            Save
          </PressButton>
        </div>
      </form>
    </Sheet>
  )
}
