import { Label, Radio, RadioGroup } from 'react-aria-components'
import { useStore } from 'zustand'
import type { TokenView } from '../../contract/view.ts'
import { isForeign } from '../tokens/is-foreign.ts'
import { Foreign } from './foreign.tsx'
import { PathText } from './path-text.tsx'
import { PressButton } from './press-button.tsx'
import { useStores } from './use-stores.ts'

interface Props {
  readonly token: TokenView | undefined
  readonly selected: string | null
  readonly onSelect: (root: string) => void
}

/** The known projects, and a way to another folder. */
export function ProjectChoices({ token, selected, onSelect }: Props) {
  const { projects, actions, projectChoice } = useStores()
  const known = useStore(projects, (state) => state.value)
  // Those that it may not be bound in come last.
  const sorted = known.toSorted((a, b) => Number(isForeign(token, a)) - Number(isForeign(token, b)))
  const choose = async (): Promise<void> => {
    const before = projectChoice.getState().root
    await actions.chooseFolder()
    const after = projectChoice.getState().root
    if (after !== null && after !== before) onSelect(after)
  }
  return (
    <RadioGroup className="field" value={selected} onChange={onSelect}>
      <div className="label-line">
        <Label className="label">Project</Label>
        <PressButton look="plain" onPress={() => void choose()}>
          Choose a folder…
        </PressButton>
      </div>
      {known.length > 0 && (
        <div className="choices">
          {sorted.map((project) => (
            <Radio className="choice" key={project.root} value={project.root} isDisabled={isForeign(token, project)}>
              <span className="choice-dot" />
              <span className="row-words">
                <Foreign className="strong truncate" text={project.name} />
                <PathText className="second small" path={project.root} />
              </span>
              {isForeign(token, project) && <span className="small">another domain</span>}
            </Radio>
          ))}
        </div>
      )}
    </RadioGroup>
  )
}
