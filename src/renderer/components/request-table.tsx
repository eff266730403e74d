import type { RequestView } from '../../contract/view.ts'
import { clockTime } from '../words/times.ts'
import { BreakableText } from './breakable-text.tsx'
import { Foreign } from './foreign.tsx'
import { Time } from './time.tsx'

function Answer({ request: { decision, code, status } }: { readonly request: RequestView }) {
  if (decision === 'allowed') return <span className="running">allowed</span>
  return (
    <span className="refused">
      refused <code>{code ?? status}</code>
    </span>
  )
}

interface Props {
  /** Whose requests they are. */
  readonly label: string
  readonly requests: readonly RequestView[]
}

/** The latest requests of a session, and what was decided on each. */
export function RequestTable({ label, requests }: Props) {
  return (
    // It scrolls, and what scrolls must be reached by keys.
    // biome-ignore lint/a11y/noNoninteractiveTabindex: see above
    <section className="requests" tabIndex={0} aria-label={label}>
      <table className="table table-tight">
        <thead>
          <tr>
            <th scope="col">At</th>
            <th scope="col">Request</th>
            <th scope="col">Token</th>
            <th scope="col">Status</th>
            <th scope="col">Decision</th>
          </tr>
        </thead>
        <tbody>
          {requests.map((request, index) => (
            // Two requests may be the same to the millisecond; the place is what tells them apart.
            // biome-ignore lint/suspicious/noArrayIndexKey: rows hold no state
            <tr key={index}>
              <td>
                <Time iso={request.at} words={clockTime(request.at)} />
              </td>
              <td>
                <BreakableText
                  className="code breaks"
                  text={`${request.method} ${request.host}${request.path}`}
                  limit={160}
                />
              </td>
              <td className="token-cell">
                {request.token === null ? <span className="second">none</span> : <Foreign text={request.token} />}
              </td>
              <td>{request.status ?? <span className="second">none</span>}</td>
              <td className="decision">
                <Answer request={request} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
