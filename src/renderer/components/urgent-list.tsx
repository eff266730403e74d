import { useStore } from 'zustand'
import type { TokenView } from '../../contract/view.ts'
import { excessWords } from '../words/excess-words.ts'
import { Foreign } from './foreign.tsx'
import { useStores } from './use-stores.ts'
import { VerdictMark } from './verdict-mark.tsx'

const MOST = 5

const reasonOf = ({ excess, findings }: TokenView): string => excessWords(excess[0] ?? findings[0]?.title ?? '')

/** The most urgent tokens, each with what one leak of it reaches. */
export function UrgentList() {
  const { tokens, navigation } = useStores()
  const rows = useStore(tokens, (state) => state.rows)
  const urgent = rows.filter(({ token }) => token.verdict === 'god' || token.verdict === 'wide').slice(0, MOST)
  if (urgent.length === 0) return null

  const visit = (id: string): void => {
    tokens.getState().show('all')
    tokens.getState().select(id)
    navigation.getState().go('tokens')
  }
  return (
    <section aria-labelledby="urgent">
      <h2 className="part-heading" id="urgent">
        Begin with these
      </h2>
      <ul className="card urgent">
        {urgent.map(({ token }) => (
          <li key={token.id}>
            <button type="button" className="urgent-row" onClick={() => visit(token.id)}>
              <VerdictMark verdict={token.verdict} />
              <Foreign className="strong truncate" text={token.name} />
              <Foreign className={`truncate urgent-${token.verdict}`} text={reasonOf(token)} />
              <Foreign className="second small truncate" text={`${token.domain.kind} ${token.domain.name}`} />
            </button>
          </li>
        ))}
      </ul>
    </section>
  )
}
