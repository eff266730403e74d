import { useStore } from 'zustand'
import type { TokenView } from '../../contract/view.ts'
import { Foreign } from '../components/foreign.tsx'
import { PressButton } from '../components/press-button.tsx'
import { Sheet } from '../components/sheet.tsx'
import { useStores } from '../components/use-stores.ts'
import { isBoundTo } from '../tokens/is-bound-to.ts'
import { storeWords } from '../words/store-words.ts'

/** Asks before a token is removed, naming it and what is lost. */
export function RemoveDialog({ token, onClose }: { readonly token: TokenView; readonly onClose: () => void }) {
  const { actions, projects, status } = useStores()
  const store = useStore(status, (state) => storeWords(state.value))
  const places = useStore(projects, (state) =>
    state.value
      .filter(({ bindings }) => bindings.some((binding) => isBoundTo(binding, token)))
      .map(({ name }) => name)
      .join(', '),
  )
  const remove = (): void => {
    onClose()
    void actions.remove(token.id, token.name)
  }
  return (
    <Sheet
      small
      alert
      title={
        <>
          Remove <Foreign text={token.name} />?
        </>
      }
      onClose={onClose}
    >
      <div className="modal-body">
        <p>Its secret is deleted from {store}. Bulkhead keeps no other copy, so it cannot be brought back.</p>
        {places !== '' && (
          <p>
            It is bound in <Foreign className="strong" text={places} />; commands there stop until another token is
            bound.
          </p>
        )}
        <p className="second">Removing it here does not revoke it: whoever has a copy can still use it.</p>
      </div>
      <div className="modal-foot">
        <PressButton onPress={onClose} focused>
          Keep
        </PressButton>
        <PressButton look="danger" onPress={remove}>
          Remove token
        </PressButton>
      </div>
    </Sheet>
  )
}
