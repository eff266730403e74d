import { Label, Radio, RadioGroup } from 'react-aria-components'
import type { Failure } from '../../contract/view.ts'
import type { Fields } from '../stores/draft.ts'
import { Field } from './field.tsx'

const KINDS = ['project', 'service', 'dataset']

const HELP: Readonly<Record<string, string>> = {
  project: 'It binds in that project only.',
  service: 'It binds in any project.',
  dataset: 'It binds in any project.',
}

interface Props {
  readonly fields: Pick<Fields, 'domainKind' | 'domainName'>
  readonly failure: Failure | null
  readonly onKind: (kind: string) => void
  readonly onName: (name: string) => void
}

/** The boundary that the token serves: its kind, and its name. */
export function DomainField({ fields, failure, onKind, onName }: Props) {
  return (
    <div className="two">
      <RadioGroup className="field" orientation="horizontal" value={fields.domainKind} onChange={onKind} isRequired>
        <Label className="label">Domain</Label>
        <div className="segments">
          {KINDS.map((kind) => (
            <Radio className="segment" key={kind} value={kind}>
              {kind}
            </Radio>
          ))}
        </div>
      </RadioGroup>
      <Field
        label="Domain name"
        value={fields.domainName}
        onChange={onName}
        placeholder={fields.domainKind === 'project' ? 'web' : 'billing'}
        help={HELP[fields.domainKind] ?? ''}
        failure={failure}
        required
      />
    </div>
  )
}
