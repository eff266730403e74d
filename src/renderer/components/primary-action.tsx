import type { TokenView } from '../../contract/view.ts'
import { isExpired } from '../tokens/is-expired.ts'
import { type Remedy, remedyOf } from '../words/remedy-of.ts'
import { AskButton } from './ask-button.tsx'
import { PressButton } from './press-button.tsx'
import { useStores } from './use-stores.ts'

interface Props {
  readonly token: TokenView
  readonly now: Date
  readonly onRemedy: (remedy: Remedy, rule: string) => void
}

/** What leads out of the danger that decided the verdict; a page to read is no way out. */
function wayOut(token: TokenView): { readonly remedy: Remedy; readonly rule: string } | null {
  if (token.verdict !== 'god' && token.verdict !== 'wide') return null
  for (const finding of token.findings.filter(({ severity }) => severity !== 'note')) {
    const remedy = remedyOf(finding, token)
    if (remedy !== null && !(remedy.does === 'open' && token.provider === null)) return { remedy, rule: finding.rule }
  }
  return null
}

/** Whether what is done first leaves binding to a button of its own. */
export const bindsBeside = (token: TokenView, now: Date): boolean =>
  token.status === 'quarantined' ||
  isExpired(token, now) ||
  wayOut(token) !== null ||
  (token.verdict === 'unknown' && token.askable)

/** The one thing to do next: get out of danger where there is any, else put the token to use. */
export function PrimaryAction({ token, now, onRemedy }: Props) {
  const { actions, navigation } = useStores()
  const { id, name, status, verdict, askable } = token
  const out = wayOut(token)
  if (status === 'quarantined') {
    return (
      <PressButton look="primary" onPress={() => void actions.release(id, name)}>
        Release
      </PressButton>
    )
  }
  if (isExpired(token, now)) {
    return (
      <PressButton look="primary" onPress={() => navigation.getState().open({ kind: 'rotate', id })}>
        Rotate…
      </PressButton>
    )
  }
  if (out !== null) {
    return (
      <PressButton look="primary" onPress={() => onRemedy(out.remedy, out.rule)}>
        {out.remedy.words}
      </PressButton>
    )
  }
  if (verdict === 'unknown' && askable) return <AskButton token={token} look="primary" />
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
