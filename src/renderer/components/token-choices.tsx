import { Label, Radio, RadioGroup } from 'react-aria-components'
import { useStore } from 'zustand'
import type { ProjectView, TokenView } from '../../contract/view.ts'
import { isForeign } from '../tokens/is-foreign.ts'
import { Foreign } from './foreign.tsx'
import { useStores } from './use-stores.ts'
import { VerdictMark } from './verdict-mark.tsx'

interface Props {
  readonly project: ProjectView | undefined
  readonly selected: string | null
  readonly onSelect: (id: string) => void
}

/** More do not help by being scrolled through; the token's own Bind button finds any. */
const MOST = 200

const fits = (token: TokenView, project: ProjectView | undefined): boolean =>
  token.status === 'active' && !isForeign(token, project)

/** The tokens that may be bound in a project. */
export function TokenChoices({ project, selected, onSelect }: Props) {
  const { tokens } = useStores()
  const rows = useStore(tokens, (state) => state.rows)
  const fitting = rows.filter(({ token }) => fits(token, project)).slice(0, MOST)
  if (fitting.length === 0) {
    return (
      <p className="second">
        No token has this project as its domain. Add one with the domain <code>project:{project?.name}</code>.
      </p>
    )
  }
  return (
    <RadioGroup className="field" value={selected} onChange={onSelect}>
      <Label className="label">Token</Label>
      <div className="choices">
        {fitting.map(({ token }) => (
          <Radio className="choice choice-token" key={token.id} value={token.id}>
            <span className="choice-dot" />
            <VerdictMark verdict={token.verdict} />
            <Foreign className="strong truncate" text={token.name} />
            <Foreign className="second small truncate" text={`${token.domain.kind} ${token.domain.name}`} />
          </Radio>
        ))}
      </div>
    </RadioGroup>
  )
}
