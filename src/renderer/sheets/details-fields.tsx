import type { Failure } from '../../contract/view.ts'
import { DomainField } from '../components/domain-field.tsx'
import { Field } from '../components/field.tsx'
import type { FieldName, Fields } from '../stores/draft.ts'
import { fieldOf } from './failure-field.ts'

interface Props {
  readonly fields: Fields
  readonly failure: Failure | null
  readonly set: (field: FieldName, text: string) => void
}

/** All of a token but its secret; the same in the add and the edit sheet. */
export function DetailsFields({ fields, failure, set }: Props) {
  const about = (field: FieldName): Failure | null => (failure !== null && fieldOf(failure) === field ? failure : null)
  const bound = (field: FieldName) => ({
    value: fields[field],
    onChange: (text: string) => set(field, text),
    failure: about(field),
  })
  return (
    <>
      <DomainField
        fields={fields}
        failure={about('domainName')}
        onKind={(kind) => set('domainKind', kind)}
        onName={(name) => set('domainName', name)}
      />
      <div className="two">
        <Field label="Name" {...bound('name')} placeholder="github-web" required />
        <Field label="Variable" {...bound('env')} code placeholder="GITHUB_TOKEN" />
      </div>
      <Field
        label="Destinations"
        {...bound('destinations')}
        code
        rows={2}
        placeholder="GET api.github.com/repos/acme/web/**"
        help="One a line: methods, host, path. Without one it belongs nowhere in particular."
      />
      <div className="two">
        <Field
          label="Scopes"
          {...bound('scopes')}
          code
          placeholder="contents:read"
          help="As the provider names them."
        />
        <Field label="Expires" {...bound('expires')} placeholder="90d or 2027-01-31" help="Empty when it never does." />
      </div>
      <Field
        label="Resources"
        {...bound('resources')}
        code
        rows={1}
        placeholder="repository:acme/web"
        help="What it reaches, one a line, when you know it."
      />
    </>
  )
}
