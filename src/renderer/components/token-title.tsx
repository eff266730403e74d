import type { TokenView } from '../../contract/view.ts'
import { isExpired } from '../tokens/is-expired.ts'
import { nextStep } from '../tokens/next-step.ts'
import type { Remedy } from '../words/remedy-of.ts'
import { Foreign } from './foreign.tsx'
import { MoreMenu } from './more-menu.tsx'
import { PressButton } from './press-button.tsx'
import { PrimaryAction } from './primary-action.tsx'
import { useStores } from './use-stores.ts'
import { VerdictBadge } from './verdict-badge.tsx'

interface Props {
  readonly token: TokenView
  readonly now: Date
  readonly onRemedy: (remedy: Remedy, rule: string) => void
}

/** What a token is: its provider, its kind, the variable it goes by. */
function TitleWords({ token: { providerName, kind, env } }: Pick<Props, 'token'>) {
  return (
    <p className="second title-words">
      <Foreign text={providerName ?? 'Unknown provider'} />
      {kind !== null && (
        <>
          {' · '}
          <Foreign text={kind} />
        </>
      )}
      {env !== null && (
        <>
          {' · '}
          <code>{env}</code>
        </>
      )}
    </p>
  )
}

/** A token's name and verdict, what it is, and what can be done with it. */
export function TokenTitle({ token, now, onRemedy }: Props) {
  const { actions, navigation } = useStores()
  const { id, name, status, verdict } = token
  return (
    <header className="title-row">
      <div className="title-block">
        <div className="title-line">
          <h1 className="title detail-name truncate" tabIndex={-1} id="detail-title">
            <Foreign className="selectable" text={name} />
          </h1>
          <VerdictBadge verdict={verdict} />
          {status !== 'active' && <span className="badge badge-unknown">{status}</span>}
          {isExpired(token, now) && <span className="badge badge-unknown">expired</span>}
        </div>
        <TitleWords token={token} />
      </div>
      <div className="buttons">
        <PressButton shortcut="Control+Shift+C" onPress={() => void actions.copy(id, name)}>
          Copy
        </PressButton>
        {nextStep(token, now).does !== 'bind' && (
          <PressButton
            shortcut="Control+B"
            onPress={() => navigation.getState().open({ kind: 'bind', id, root: null })}
          >
            Bind…
          </PressButton>
        )}
        <MoreMenu token={token} />
        <PrimaryAction token={token} now={now} onRemedy={onRemedy} />
      </div>
    </header>
  )
}
