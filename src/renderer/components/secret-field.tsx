import { type ClipboardEvent, type RefObject, useState } from 'react'
import { FieldError, Label, Text, TextArea, TextField } from 'react-aria-components'
import type { Failure } from '../../contract/view.ts'
import { Fault } from './fault.tsx'

interface Props {
  /** The field holds the secret itself: it is read from here and never becomes state. */
  readonly input: RefObject<HTMLTextAreaElement | null>
  readonly failure: Failure | null
  readonly onInput: () => void
  readonly onPaste: (event: ClipboardEvent) => void
}

/** Where a secret is pasted: several lines, since keys have them, and masked until shown. */
export function SecretField({ input, failure, onInput, onPaste }: Props) {
  const [shown, setShown] = useState(false)
  return (
    <TextField className="field" isInvalid={failure !== null} isRequired validationBehavior="aria" autoFocus>
      <div className="label-line">
        <Label className="label">Secret</Label>
        <button type="button" className="text-button" aria-pressed={shown} onClick={() => setShown(!shown)}>
          {shown ? 'Hide' : 'Show'}
        </button>
      </div>
      <TextArea
        ref={input}
        className={shown ? 'input input-code' : 'input input-code input-masked'}
        rows={2}
        placeholder="Paste it here"
        autoComplete="off"
        spellCheck="false"
        onInput={onInput}
        onPaste={onPaste}
      />
      {failure === null && (
        <Text slot="description" className="help">
          It goes to your keychain, and nowhere else.
        </Text>
      )}
      <FieldError className="fault">{failure && <Fault failure={failure} />}</FieldError>
    </TextField>
  )
}
