import { useStore } from 'zustand'
import { EmptyState } from '../components/empty-state.tsx'
import { Fault } from '../components/fault.tsx'
import { PressButton } from '../components/press-button.tsx'
import { useStores } from '../components/use-stores.ts'
import { storeWords } from '../words/store-words.ts'

/** Where the list would be: the first token is still to come, or could not be read. */
export function NoTokens() {
  const { tokens, navigation, status, refresh } = useStores()
  const store = useStore(status, (state) => storeWords(state.value))
  const failure = useStore(tokens, (state) => state.failure)
  if (failure !== null) {
    return (
      <main className="screen">
        <EmptyState title="The tokens could not be read" middle>
          <p>
            <Fault failure={failure} />
          </p>
          <PressButton look="primary" onPress={() => void refresh()}>
            Try again
          </PressButton>
        </EmptyState>
      </main>
    )
  }
  return (
    <main className="screen">
      <EmptyState title="Store your first token" middle>
        <p>Paste it once. Bulkhead says what it is and what one leak of it would reach, and keeps it in {store}.</p>
        <PressButton look="primary" shortcut="Control+N" onPress={() => navigation.getState().open({ kind: 'add' })}>
          Add a token
        </PressButton>
        <p>
          Or in a terminal: <code className="command">bulkhead add github-web --domain project:web</code>
        </p>
      </EmptyState>
    </main>
  )
}
