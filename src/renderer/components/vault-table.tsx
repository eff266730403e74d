import { groupThings } from '../picture/group-things.ts'
import { thingsOf } from '../picture/things-of.ts'
import { isReachUnknown } from '../tokens/is-reach-unknown.ts'
import type { TokenRow } from '../tokens/token-rows.ts'
import { VERDICT_WORDS } from '../words/verdict-words.ts'
import { Foreign } from './foreign.tsx'
import { VerdictMark } from './verdict-mark.tsx'

/** A page with more rows is slow to lay out; the list has the rest. */
const MOST = 500

interface Props {
  /** Most urgent first. */
  readonly rows: readonly TokenRow[]
  readonly onOpen: (id: string) => void
}

const beyondWords = (token: TokenRow['token']): string => {
  const words = groupThings(thingsOf(token).beyond, Number.POSITIVE_INFINITY).map(({ words }) => words)
  if (words.length > 0) return words.join('; ')
  return isReachUnknown(token) ? 'not known; treat it as wide' : 'nothing that is known'
}

/** Every token with what one leak of it reaches: the twin of the vault's picture. */
export function VaultTable({ rows, onOpen }: Props) {
  const rest = rows.length - MOST
  return (
    <>
      <table className="table table-even">
        <caption className="unseen">What the tokens reach beyond their domains</caption>
        <thead>
          <tr>
            <th scope="col">Domain</th>
            <th scope="col">Token</th>
            <th scope="col">Verdict</th>
            <th scope="col">Beyond the wall</th>
          </tr>
        </thead>
        <tbody>
          {rows.slice(0, MOST).map(({ token }) => (
            <tr key={token.id}>
              <td>
                <Foreign text={`${token.domain.kind} ${token.domain.name}`} />
              </td>
              <td>
                <button type="button" className="link-button" onClick={() => onOpen(token.id)}>
                  <Foreign text={token.name} />
                </button>
              </td>
              <td>
                <span className="table-verdict">
                  <VerdictMark verdict={token.verdict} silent />
                  {VERDICT_WORDS[token.verdict]}
                </span>
              </td>
              <td className={token.excess.length > 0 ? 'refused' : 'second'}>
                <Foreign text={beyondWords(token)} limit={300} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {rest > 0 && <p className="card-part second">and {rest} more in the list of tokens</p>}
    </>
  )
}
