// The people of an engagement: one line each.
import { Plus, X } from 'lucide-react'
import type { Person } from '#domain/engagement'
import { Button, IconButton } from '../../design/button.tsx'
import { SelectField, TextField } from '../../design/field.tsx'

const ROLES = [
  { value: 'preparer', label: 'Preparer' },
  { value: 'reviewer', label: 'Reviewer' },
  { value: 'client', label: 'Client' },
  { value: 'other', label: 'Other' },
] as const

export function PeopleFields({
  people,
  onPeople,
}: {
  readonly people: readonly Person[]
  readonly onPeople: (people: readonly Person[]) => void
}) {
  const change = (index: number, patch: Partial<Person>) =>
    onPeople(people.map((person, at) => (at === index ? { ...person, ...patch } : person)))
  return (
    <div className="stack" data-gap="small">
      {people.map((person, index) => (
        // Lines have no identity but their place: two may hold the same words.
        <div key={`person-${index + 1}`} className="person-line">
          <TextField
            label={`Name of person ${index + 1}`}
            hideLabel
            placeholder="Name"
            value={person.name}
            onValue={(name) => change(index, { name })}
          />
          <TextField
            label={`Organisation of person ${index + 1}`}
            hideLabel
            placeholder="Organisation"
            value={person.organisation}
            onValue={(organisation) => change(index, { organisation })}
          />
          <SelectField
            label={`Role of person ${index + 1}`}
            hideLabel
            options={ROLES}
            value={person.role}
            onValue={(role) => change(index, { role })}
          />
          <IconButton
            label={`Remove person ${index + 1}`}
            icon={<X aria-hidden />}
            onClick={() => onPeople(people.filter((_, at) => at !== index))}
          />
        </div>
      ))}
      <div>
        <Button
          size="small"
          icon={<Plus aria-hidden />}
          onClick={() => onPeople([...people, { name: '', role: people.length === 1 ? 'reviewer' : 'other', organisation: '' }])}
        >
          Add a person
        </Button>
      </div>
    </div>
  )
}
