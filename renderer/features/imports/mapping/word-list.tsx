// What the words of a file mean: each word seen, or added by hand, with the meaning chosen for it.
import { Plus } from 'lucide-react'
import { useState } from 'react'
import { Button } from '../../../design/button.tsx'
import { type Option, SelectField, TextField } from '../../../design/field.tsx'

export function WordList<T extends string>({
  title,
  note,
  words,
  meaningOf,
  options,
  onMeaning,
}: {
  readonly title: string
  readonly note: string
  readonly words: readonly string[]
  readonly meaningOf: (word: string) => T
  readonly options: readonly Option<T>[]
  readonly onMeaning: (word: string, meaning: T) => void
}) {
  const [added, setAdded] = useState('')
  const word = added.trim().toLowerCase()
  return (
    <fieldset className="word-list">
      <legend>{title}</legend>
      <p className="muted-text">{note}</p>
      {words.map((each) => (
        <div key={each} className="word-line">
          <code className="truncate" title={each}>
            {each}
          </code>
          <SelectField
            label={`${title}: ${each}`}
            hideLabel
            value={meaningOf(each)}
            options={options}
            onValue={(meaning) => onMeaning(each, meaning)}
          />
        </div>
      ))}
      <form
        className="word-line"
        onSubmit={(event) => {
          event.preventDefault()
          event.stopPropagation()
          if (word === '') return
          onMeaning(word, meaningOf(word))
          setAdded('')
        }}
      >
        <TextField label={`${title}: another word`} hideLabel placeholder="another word" maxLength={200} value={added} onValue={setAdded} />
        <Button type="submit" size="small" icon={<Plus aria-hidden />} disabled={word === '' || words.includes(word)}>
          Add
        </Button>
      </form>
    </fieldset>
  )
}
