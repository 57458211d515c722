// One service of the catalog, found by name, former name or key.
import { useState } from 'react'
import { isNamed, ServiceSearch } from '../../design/service-search.tsx'
import { useAnswer } from '../../platform/queries.ts'

export function ServiceChoice({ chosen, onChosen }: { readonly chosen: string | null; readonly onChosen: (key: string | null) => void }) {
  const catalog = useAnswer('catalog.services', {})
  const [typed, setTyped] = useState('')
  const offered = (catalog.data ?? [])
    .filter((service) => isNamed(service, typed))
    .toSorted((a, b) => Number(b.key === chosen) - Number(a.key === chosen))
  const choose = (key: string | null) => {
    onChosen(key)
    setTyped('')
  }
  return (
    <div className="service-choice">
      <ServiceSearch
        label="Service"
        placeholder="Search by name, former name or key; Enter takes the first"
        typed={typed}
        onTyped={setTyped}
        offered={offered}
        onTaken={choose}
      />
      <ul className="service-choice-list" aria-label="Services" tabIndex={0}>
        <li>
          <button type="button" className="service-choice-item" aria-pressed={chosen === null} onClick={() => choose(null)}>
            No service
          </button>
        </li>
        {offered.map(({ key, name }) => (
          <li key={key}>
            <button type="button" className="service-choice-item" aria-pressed={key === chosen} onClick={() => choose(key)}>
              <span className="truncate">{name}</span>
              <span className="muted-text">{key}</span>
            </button>
          </li>
        ))}
      </ul>
    </div>
  )
}
