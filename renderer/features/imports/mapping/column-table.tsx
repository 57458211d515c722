// The columns found in the file with their first values, and the field each one fills.
import { PROFILE_FIELDS, type ProfileField } from '#domain/profile'
import { type Option, SelectField } from '../../../design/field.tsx'
import { type Column, type MappingDraft, withField } from './mapping-draft.ts'
import { FIELD_WORDS } from './mapping-words.ts'

const UNUSED = 'unused'
const OPTIONS: readonly Option<ProfileField | typeof UNUSED>[] = [
  { value: UNUSED, label: 'Not used' },
  ...PROFILE_FIELDS.map((field) => ({ value: field, label: FIELD_WORDS[field] })),
]

export function ColumnTable({
  columns,
  draft,
  onDraft,
}: {
  readonly columns: readonly Column[]
  readonly draft: MappingDraft
  readonly onDraft: (draft: MappingDraft) => void
}) {
  // A saved mapping may name columns that this file does not have.
  const found = new Set(columns.map(({ name }) => name))
  const lost = Object.keys(draft.fields)
    .filter((name) => !found.has(name))
    .map((name) => ({ name, values: null }))
  return (
    <table className="column-table">
      <thead>
        <tr>
          <th scope="col">Column in the file</th>
          <th scope="col">First values</th>
          <th scope="col">Fills</th>
        </tr>
      </thead>
      <tbody>
        {[...columns, ...lost].map(({ name, values }) => (
          <tr key={name} data-used={draft.fields[name] !== undefined || undefined}>
            <th scope="row" title={name}>
              {name}
            </th>
            <td title={values?.join('\n')}>
              {values === null ? (
                <span className="tone-warn column-lost">not in this file</span>
              ) : (
                values.filter((value) => value !== '').join(' · ')
              )}
            </td>
            <td>
              <SelectField
                label={`Field filled by ${name}`}
                hideLabel
                value={draft.fields[name] ?? UNUSED}
                options={OPTIONS}
                onValue={(field) => onDraft(withField(draft, name, field === UNUSED ? null : field))}
              />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
