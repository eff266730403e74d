import { FieldError, Input, Label, Text, TextArea, TextField } from 'react-aria-components'
import type { Failure } from '../../contract/view.ts'
import { Fault } from './fault.tsx'

interface Props {
  readonly label: string
  readonly value: string
  readonly onChange: (text: string) => void
  readonly help?: string
  readonly placeholder?: string
  readonly failure: Failure | null
  /** Written in the code font. */
  readonly code?: boolean
  /** One entry a line. */
  readonly rows?: number
  readonly required?: boolean
}

/** A labelled text with its help, or with what is wrong with it. */
export function Field({
  label,
  value,
  onChange,
  help,
  placeholder = '',
  failure,
  code,
  rows,
  required = false,
}: Props) {
  const look = code ? 'input input-code' : 'input'
  return (
    <TextField
      className="field"
      value={value}
      onChange={onChange}
      isInvalid={failure !== null}
      isRequired={required}
      validationBehavior="aria"
      autoComplete="off"
      spellCheck="false"
    >
      <Label className="label">{label}</Label>
      {rows === undefined ? (
        <Input className={look} placeholder={placeholder} />
      ) : (
        <TextArea className={look} rows={rows} placeholder={placeholder} />
      )}
      {failure === null && help !== undefined && (
        <Text slot="description" className="help">
          {help}
        </Text>
      )}
      <FieldError className="fault">{failure && <Fault failure={failure} />}</FieldError>
    </TextField>
  )
}
