import { type ClipboardEvent, type RefObject, useId, useState } from 'react'
import { useStore } from 'zustand'
import type { Failure } from '../../contract/view.ts'
import { storeWords } from '../words/store-words.ts'
import { Fault } from './fault.tsx'
import { useStores } from './use-stores.ts'

interface Props {
  readonly label?: string
  /** The field holds the secret itself: it is read from here and never becomes state. */
  readonly input: RefObject<HTMLTextAreaElement | null>
  readonly failure: Failure | null
  readonly onInput: () => void
  readonly onPaste: (event: ClipboardEvent) => void
}

/**
 * Where a secret is pasted: several lines, since keys have them, and masked until shown.
 *
 * A plain text area, since React Aria's keeps a copy of its text in state.
 */
export function SecretField({ label = 'Secret', input, failure, onInput, onPaste }: Props) {
  const { status } = useStores()
  const store = useStore(status, (state) => storeWords(state.value))
  const [shown, setShown] = useState(false)
  const id = useId()
  return (
    <div className="field">
      <div className="label-line">
        <label className="label" htmlFor={id}>
          {label}
        </label>
        <button type="button" className="text-button" aria-pressed={shown} onClick={() => setShown(!shown)}>
          {shown ? 'Hide' : 'Show'}
        </button>
      </div>
      <textarea
        ref={input}
        id={id}
        className={shown ? 'input input-code' : 'input input-code input-masked'}
        rows={2}
        placeholder="Paste it here"
        autoComplete="off"
        spellCheck={false}
        // The sheet is there to paste into this field.
        // biome-ignore lint/a11y/noAutofocus: a dialog puts the focus on its first task
        autoFocus
        aria-required
        aria-invalid={failure !== null}
        aria-describedby={`${id}-help`}
        onInput={onInput}
        onPaste={onPaste}
      />
      <p id={`${id}-help`} className={failure === null ? 'help' : 'fault'}>
        {failure === null ? `It goes to ${store}, and nowhere else.` : <Fault failure={failure} />}
      </p>
    </div>
  )
}
