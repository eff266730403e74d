import { type FormEvent, useRef, useState } from 'react'
import { useStore } from 'zustand'
import type { Failure, TokenView } from '../../contract/view.ts'
import { DomainField } from '../components/domain-field.tsx'
import { Fault } from '../components/fault.tsx'
import { Field } from '../components/field.tsx'
import { Foreign } from '../components/foreign.tsx'
import { PressButton } from '../components/press-button.tsx'
import { Sheet } from '../components/sheet.tsx'
import { useFocusOnFault } from '../components/use-focus-on-fault.ts'
import { useStores } from '../components/use-stores.ts'
import { createNarrowingStore } from '../stores/narrowing.ts'
import { fieldOf } from './failure-field.ts'

interface Props {
  readonly token: TokenView
  readonly onClose: () => void
}

/** Makes a narrower token from one whose form lets its holder do that, here and offline. */
export function NarrowSheet({ token, onClose }: Props) {
  const { ask, visit, notices, refresh } = useStores()
  const [narrowing] = useState(() => createNarrowingStore(ask, token))
  const { fields, failure, busy, set, narrow } = useStore(narrowing)
  const form = useRef<HTMLFormElement>(null)
  useFocusOnFault(failure, form)

  const onSubmit = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    const narrower = await narrow()
    if (narrower === null) return
    await refresh()
    visit.token(narrower.id)
    notices.getState().done(`Made ${narrower.name}. Bind it in the place of ${token.name}, which is as wide as before`)
  }
  const about = (...places: readonly string[]): Failure | null =>
    failure !== null && places.includes(fieldOf(failure) ?? '') ? failure : null
  const isSaid = about('resources', 'expires', 'name', 'domainName') !== null
  return (
    <Sheet
      title={
        <>
          Make a narrower <Foreign text={token.name} />
        </>
      }
      onClose={onClose}
    >
      <form ref={form} className="modal-form" onSubmit={(event) => void onSubmit(event)}>
        <div className="modal-body">
          <p>
            The narrower one is made here, without asking {token.providerName ?? 'its provider'}, and is a token of its
            own. The old one stays as it is; revoking it ends both.
          </p>
          <div className="two">
            <Field
              label="Projects"
              code
              rows={1}
              value={fields.projects}
              onChange={(text) => set('projects', text)}
              placeholder="acme-web"
              help="All that it may publish; one a line."
              failure={about('resources')}
            />
            <Field
              label="Expires"
              value={fields.expires}
              onChange={(text) => set('expires', text)}
              placeholder="90d or 2027-01-31"
              help="Empty when it ends with the old one."
              failure={about('expires')}
            />
          </div>
          <DomainField
            fields={fields}
            failure={about('domainName')}
            onKind={(kind) => set('domainKind', kind)}
            onName={(name) => set('domainName', name)}
          />
          <Field
            label="Name"
            value={fields.name}
            onChange={(text) => set('name', text)}
            failure={about('name')}
            required
          />
        </div>
        <div className="modal-foot">
          <p className="fault modal-foot-word" role="alert">
            {failure && !isSaid && <Fault failure={failure} />}
          </p>
          <PressButton onPress={onClose}>Cancel</PressButton>
          <PressButton look="primary" type="submit" disabled={busy}>
            {busy ? 'Making it' : 'Make the narrower one'}
          </PressButton>
        </div>
      </form>
    </Sheet>
  )
}
