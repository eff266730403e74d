import type { ProjectView } from '../../contract/view.ts'
import { NoteMark } from './note-mark.tsx'
import { PressButton } from './press-button.tsx'
import { useStores } from './use-stores.ts'

/** Asks about a project file that is new, changed or denied; nothing of it is used until it is allowed. */
export function TrustCard({ project: { root, trusted } }: { readonly project: ProjectView }) {
  const { actions } = useStores()
  if (trusted !== false) return null
  return (
    <section className="card card-part finding" aria-label="Project file">
      <NoteMark />
      <p className="strong">The project file is not allowed</p>
      <p className="finding-why">
        <code>.bulkhead.toml</code> is new, was changed or was denied. Read it: it says which tokens commands get here.
        Until you allow it, it does nothing.
      </p>
      <div className="buttons finding-buttons">
        <PressButton onPress={() => void actions.deny(root)}>Deny</PressButton>
        <PressButton onPress={() => void actions.allow(root)}>Allow…</PressButton>
      </div>
    </section>
  )
}
