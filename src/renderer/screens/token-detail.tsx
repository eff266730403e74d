import { memo } from 'react'
import { useStore } from 'zustand'
import type { TokenView } from '../../contract/view.ts'
import { Facts } from '../components/facts.tsx'
import { Findings } from '../components/findings.tsx'
import { ReachPicture } from '../components/reach-picture.tsx'
import { TokenTitle } from '../components/token-title.tsx'
import { useNow } from '../components/use-now.ts'
import { useStores } from '../components/use-stores.ts'
import { Wall } from '../components/wall.tsx'
import type { Remedy } from '../words/remedy-of.ts'

/** What: one token, with its domain and reach on either side of the wall. */
export const TokenDetail = memo(function TokenDetail({ token }: { readonly token: TokenView }) {
  const { projects, actions, navigation } = useStores()
  const known = useStore(projects, (state) => state.value)
  const now = useNow()
  const { id, domain, findings } = token
  const onRemedy = ({ does }: Remedy, rule: string): void => {
    if (does === 'open') void actions.openRemedy(id, rule)
    else navigation.getState().open({ kind: does, id })
  }
  return (
    <article className="sheet-of-paper" aria-labelledby="detail-title">
      <TokenTitle token={token} now={now} onRemedy={onRemedy} />
      <Wall walled={{ ...token, domain: `${domain.kind} ${domain.name}` }}>
        <ReachPicture token={token} />
      </Wall>
      <Findings findings={findings} token={token} onRemedy={onRemedy} />
      <Facts token={token} projects={known} now={now} />
    </article>
  )
})
