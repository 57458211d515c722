// What an engagement covers: the assignment, accounts, regions and services, the people.
import { TextArea, TextField } from '../../design/field.tsx'
import { countOf } from '../../design/format.ts'
import { FormSection } from './form-section.tsx'
import { PeopleFields } from './people-fields.tsx'
import { entriesOf, type FieldErrors, type ScopeDraft } from './scope-draft.ts'
import { ServicePicker } from './service-picker.tsx'

export type SectionProps = {
  readonly draft: ScopeDraft
  readonly errors: FieldErrors
  readonly set: (patch: Partial<ScopeDraft>) => void
}

export const AssignmentSection = ({ draft, errors, set }: SectionProps) => (
  <FormSection title="Assignment">
    <div className="form-pair">
      <TextField
        label="Title"
        placeholder="e.g. Compliance validation Q3 2026"
        value={draft.title}
        onValue={(title) => set({ title })}
        error={errors.title}
        autoFocus
      />
      <TextField
        label="Client"
        placeholder="Whose environment is audited"
        value={draft.client}
        onValue={(client) => set({ client })}
        error={errors.client}
      />
    </div>
    <div className="form-pair">
      <TextField
        label="Period from"
        type="date"
        value={draft.periodFrom}
        onValue={(periodFrom) => set({ periodFrom })}
        error={errors.periodFrom}
      />
      <TextField label="Period to" type="date" value={draft.periodTo} onValue={(periodTo) => set({ periodTo })} error={errors.periodTo} />
    </div>
  </FormSection>
)

export const CoverageSection = ({ draft, errors, set }: SectionProps) => (
  <FormSection title="Scope" hint="Evidence from anywhere else is kept and shown, but marked as outside.">
    <div className="form-pair">
      <TextArea
        label="AWS accounts"
        className="mono"
        placeholder="111122223333"
        value={draft.accounts}
        onValue={(accounts) => set({ accounts })}
        error={errors.accounts}
        hint={
          draft.accounts === ''
            ? '12 digits each; one per line or separated by commas'
            : countOf(entriesOf(draft.accounts).length, 'account')
        }
      />
      <TextArea
        label="Regions"
        className="mono"
        placeholder="eu-central-1"
        value={draft.regions}
        onValue={(regions) => set({ regions })}
        error={errors.regions}
        hint={draft.regions === '' ? 'one per line or separated by commas' : countOf(entriesOf(draft.regions).length, 'region')}
      />
    </div>
    <ServicePicker chosen={draft.services} onChosen={(services) => set({ services })} />
  </FormSection>
)

export const PeopleSection = ({ draft, errors, set }: SectionProps) => (
  <FormSection title="People" hint="Who prepares, who reviews, who answers for the client.">
    <PeopleFields people={draft.people} onPeople={(people) => set({ people })} />
    {errors.people === undefined ? null : <div className="field-error">{errors.people}</div>}
  </FormSection>
)
