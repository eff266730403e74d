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

/** What: one token, with its domain and reach on either side of the wall. */
export const TokenDetail = memo(function TokenDetail({ token }: { readonly token: TokenView }) {
  const { projects, actions } = useStores()
  const known = useStore(projects, (state) => state.value)
  const now = useNow()
  const { domain, destinations, reach, excess } = token
  return (
    <article className="sheet-of-paper" aria-labelledby="detail-title">
      <TokenTitle token={token} />
      <Wall walled={{ domain: `${domain.kind} ${domain.name}`, destinations, reach, excess }}>
        <ReachPicture token={token} />
      </Wall>
      <Findings findings={token.findings} onRemedy={({ rule }) => void actions.openRemedy(token.id, rule)} />
      <Facts token={token} projects={known} now={now} />
    </article>
  )
})
