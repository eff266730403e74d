import type { TokenView } from '../../contract/view.ts'
import { nextStep } from '../tokens/next-step.ts'
import type { Remedy } from '../words/remedy-of.ts'
import { AskButton } from './ask-button.tsx'
import { PressButton } from './press-button.tsx'
import { useStores } from './use-stores.ts'

interface Props {
  readonly token: TokenView
  readonly now: Date
  readonly onRemedy: (remedy: Remedy, rule: string) => void
}

/** The one thing to do next with a token, as the view's one primary button. */
export function PrimaryAction({ token, now, onRemedy }: Props) {
  const { actions, navigation } = useStores()
  const { id, name } = token
  const step = nextStep(token, now)
  switch (step.does) {
    case 'release':
      return (
        <PressButton look="primary" onPress={() => void actions.release(id, name)}>
          Release
        </PressButton>
      )
    case 'rotate':
      return (
        <PressButton look="primary" onPress={() => navigation.getState().open({ kind: 'rotate', id })}>
          Rotate…
        </PressButton>
      )
    case 'remedy':
      return (
        <PressButton look="primary" onPress={() => onRemedy(step.remedy, step.rule)}>
          {step.remedy.words}
        </PressButton>
      )
    case 'ask':
      return <AskButton token={token} look="primary" />
    case 'bind':
      return (
        <PressButton
          look="primary"
          shortcut="Control+B"
          onPress={() => navigation.getState().open({ kind: 'bind', id, root: null })}
        >
          Bind…
        </PressButton>
      )
  }
}
