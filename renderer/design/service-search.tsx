// Finds services of the catalog by what somebody types: name, former names or key. Enter takes the first that fits.
import type { CatalogService } from '#domain/catalog'
import { TextField } from './field.tsx'

/** Whether a service is what somebody types: its name, its key or any former name holds every word. */
export const isNamed = ({ key, name, aliases }: CatalogService, typed: string): boolean => {
  const text = [key, name, ...aliases].join(' ').toLowerCase()
  return typed
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word))
}

export function ServiceSearch({
  label,
  hideLabel = false,
  placeholder,
  typed,
  onTyped,
  offered,
  onTaken,
}: {
  readonly label: string
  readonly hideLabel?: boolean
  readonly placeholder: string
  readonly typed: string
  readonly onTyped: (typed: string) => void
  /** What fits, in the order it is shown. */
  readonly offered: readonly CatalogService[]
  readonly onTaken: (key: string) => void
}) {
  return (
    <TextField
      label={label}
      hideLabel={hideLabel}
      placeholder={placeholder}
      value={typed}
      onValue={onTyped}
      onKeyDown={(event) => {
        if (event.key !== 'Enter') return
        event.preventDefault()
        const [first] = offered
        if (typed !== '' && first !== undefined) onTaken(first.key)
      }}
    />
  )
}
