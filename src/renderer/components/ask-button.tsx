import { useStore } from 'zustand'
import type { TokenView } from '../../contract/view.ts'
import { PressButton } from './press-button.tsx'
import { useStores } from './use-stores.ts'

interface Props {
  readonly token: Pick<TokenView, 'id' | 'providerName'>
  readonly look?: 'primary' | 'small'
}

/** Asks a token's provider what the token can do. */
export function AskButton({ token: { id, providerName }, look }: Props) {
  const { asking } = useStores()
  const isPending = useStore(asking, ({ pending }) => pending.has(id))
  return (
    <PressButton {...(look && { look })} disabled={isPending} onPress={() => void asking.getState().about(id)}>
      {isPending ? `Asking ${providerName}` : `Ask ${providerName} what it can do`}
    </PressButton>
  )
}
