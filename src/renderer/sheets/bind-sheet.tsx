import { useState } from 'react'
import { useStore } from 'zustand'
import type { TokenView } from '../../contract/view.ts'
import { Field } from '../components/field.tsx'
import { Foreign } from '../components/foreign.tsx'
import { GodWarning } from '../components/god-warning.tsx'
import { PressButton } from '../components/press-button.tsx'
import { ProjectChoices } from '../components/project-choices.tsx'
import { Sheet } from '../components/sheet.tsx'
import { TokenChoices } from '../components/token-choices.tsx'
import { useStores } from '../components/use-stores.ts'
import { isForeign } from '../tokens/is-foreign.ts'

interface Props {
  /** The token to bind; null to choose one. */
  readonly id: string | null
  /** The project to bind it in; null to choose one. */
  readonly root: string | null
  readonly onClose: () => void
}

/** Puts a token behind a variable of a project. */
export function BindSheet({ id, root, onClose }: Props) {
  const { tokens, projects, actions } = useStores()
  const rows = useStore(tokens, (state) => state.rows)
  const roots = useStore(projects, (state) => state.value)
  const [tokenId, setTokenId] = useState(id)
  const [chosen, setPlace] = useState(root)
  const [variable, setVariable] = useState<string | null>(null)

  const token: TokenView | undefined = rows.find((row) => row.token.id === tokenId)?.token
  const fitting = token === undefined ? [] : roots.filter((known) => !isForeign(token, known))
  // Where there is but one project that the token may be bound in, it need not be chosen.
  const place = chosen ?? (fitting.length === 1 ? (fitting[0]?.root ?? null) : null)
  const project = roots.find((known) => known.root === place)
  const env = variable ?? token?.env ?? ''
  const ready = token !== undefined && place !== null && env.trim() !== ''

  const bind = async (): Promise<void> => {
    if (token === undefined || place === null) return
    if (await actions.bind(place, token.id, env.trim())) onClose()
  }

  // Of the token that the sheet was opened for it is the first thing to read; of a chosen one it follows the choice.
  const warning = token?.verdict === 'god' && <GodWarning token={token} />
  return (
    <Sheet
      title={
        <>
          Bind <Foreign text={id === null ? 'a token' : (token?.name ?? 'a token')} />
          {root !== null && project && (
            <>
              {' in '}
              <Foreign text={project.name} />
            </>
          )}
        </>
      }
      onClose={onClose}
    >
      <div className="modal-body">
        {id !== null && warning}
        {id === null && <TokenChoices project={project} selected={tokenId} onSelect={setTokenId} />}
        {root === null && <ProjectChoices token={token} selected={place} onSelect={setPlace} />}
        <Field
          label="Variable"
          code
          value={env}
          onChange={setVariable}
          placeholder="GITHUB_TOKEN"
          help="Commands of this project find the token under this name, and no others do."
          failure={null}
        />
        {id === null && warning}
      </div>
      <div className="modal-foot">
        <PressButton onPress={onClose}>Cancel</PressButton>
        <PressButton
          look={token?.verdict === 'god' ? 'danger' : 'primary'}
          disabled={!ready}
          onPress={() => void bind()}
        >
          {token?.verdict === 'god' ? 'Bind it all the same' : 'Bind'}
        </PressButton>
      </div>
    </Sheet>
  )
}
