import type { TokenView } from '../../contract/view.ts'
import { AskButton } from './ask-button.tsx'
import { Foreign } from './foreign.tsx'
import { MoreMenu } from './more-menu.tsx'
import { PressButton } from './press-button.tsx'
import { useStores } from './use-stores.ts'
import { VerdictBadge } from './verdict-badge.tsx'

/** The one thing to do next: get out of danger where there is any, else put the token to use. */
function PrimaryAction({ token }: { readonly token: TokenView }) {
  const { actions, navigation } = useStores()
  const { id, name, status, verdict, findings } = token
  const remedy = findings.find(({ severity, remedy }) => severity !== 'note' && remedy.url !== '')
  if (status === 'quarantined') {
    return (
      <PressButton look="primary" onPress={() => void actions.release(id, name)}>
        Release
      </PressButton>
    )
  }
  if ((verdict === 'god' || verdict === 'wide') && remedy) {
    return (
      <PressButton look="primary" onPress={() => void actions.openRemedy(id, remedy.rule)}>
        Make a narrower one
      </PressButton>
    )
  }
  if (verdict === 'unknown' && token.askable) return <AskButton token={token} look="primary" />
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

/** A token's name and verdict, what it is, and what can be done with it. */
export function TokenTitle({ token }: { readonly token: TokenView }) {
  const { actions, navigation } = useStores()
  const { id, name, providerName, kind, env, status, verdict } = token
  const asks = verdict === 'unknown' && token.askable
  const bindsToo = verdict === 'god' || verdict === 'wide' || asks || status === 'quarantined'
  return (
    <header className="title-row">
      <div className="title-line">
        <h1 className="title detail-name truncate" tabIndex={-1} id="detail-title">
          <Foreign className="selectable" text={name} />
        </h1>
        <VerdictBadge verdict={verdict} />
        {status !== 'active' && <span className="badge badge-unknown">{status}</span>}
      </div>
      <div className="buttons">
        <PressButton shortcut="Control+Shift+C" onPress={() => void actions.copy(id, name)}>
          Copy
        </PressButton>
        {bindsToo && (
          <PressButton
            shortcut="Control+B"
            onPress={() => navigation.getState().open({ kind: 'bind', id, root: null })}
          >
            Bind…
          </PressButton>
        )}
        <MoreMenu token={token} />
        <PrimaryAction token={token} />
      </div>
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
    </header>
  )
}
