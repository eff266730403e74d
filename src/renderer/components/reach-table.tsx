import type { TokenView } from '../../contract/view.ts'
import { type Thing, thingsOf } from '../picture/things-of.ts'
import { isReachUnknown } from '../tokens/is-reach-unknown.ts'
import { Foreign } from './foreign.tsx'

function Rows({ side, things }: { readonly side: 'inside' | 'beyond'; readonly things: readonly Thing[] }) {
  return things.map(({ kind, name }) => (
    <tr key={`${kind} ${name}`}>
      <td>
        <span className={side === 'beyond' ? 'refused' : ''}>{side}</span>
      </td>
      <td>{kind ?? 'ability'}</td>
      <td className="breaks">
        <Foreign text={name} />
      </td>
    </tr>
  ))
}

/** What a token reaches, one row a thing: the picture's twin. */
export function ReachTable({ token }: { readonly token: TokenView }) {
  const { inside, beyond } = thingsOf(token)
  const home = token.destinations.map((name): Thing => ({ kind: 'destination', name }))
  return (
    <table className="table">
      <caption className="unseen">What {token.name} reaches</caption>
      <thead>
        <tr>
          <th scope="col">Side</th>
          <th scope="col">Kind</th>
          <th scope="col">What it reaches</th>
        </tr>
      </thead>
      <tbody>
        <Rows side="beyond" things={beyond} />
        {isReachUnknown(token) && (
          <tr>
            <td>beyond</td>
            <td>unknown</td>
            <td>not known; treat it as wide</td>
          </tr>
        )}
        <Rows side="inside" things={inside} />
        <Rows side="inside" things={home} />
      </tbody>
    </table>
  )
}
