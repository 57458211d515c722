// Picks services of the catalog: search on the left, what is chosen on the right.
import { Plus, X } from 'lucide-react'
import { useId, useState } from 'react'
import { Badge } from '../../design/badge.tsx'
import { IconButton } from '../../design/button.tsx'
import { countOf } from '../../design/format.ts'
import { ErrorNotice } from '../../design/notice.tsx'
import { isNamed, ServiceSearch } from '../../design/service-search.tsx'
import { useAnswer } from '../../platform/queries.ts'

export function ServicePicker({
  chosen,
  onChosen,
}: {
  readonly chosen: readonly string[]
  readonly onChosen: (keys: readonly string[]) => void
}) {
  const id = useId()
  const [typed, setTyped] = useState('')
  const catalog = useAnswer('catalog.services', {})
  if (catalog.error !== null) return <ErrorNotice error={catalog.error} />
  const services = catalog.data ?? []
  const offered = services.filter((service) => !chosen.includes(service.key) && isNamed(service, typed))
  const nameOf = (key: string) => services.find((service) => service.key === key)?.name ?? key
  const add = (key: string) => {
    onChosen([...chosen, key])
    setTyped('')
  }
  return (
    <div className="picker">
      <div className="picker-side">
        <ServiceSearch
          label="Find a service"
          hideLabel
          placeholder={`Search ${countOf(services.length, 'service')} by name, former name or key`}
          typed={typed}
          onTyped={setTyped}
          offered={offered}
          onTaken={add}
        />
        <ul className="picker-list" aria-label="Services to add" tabIndex={0}>
          {offered.map((service) => (
            <li key={service.key}>
              <button type="button" className="picker-item" onClick={() => add(service.key)}>
                <Plus aria-hidden />
                <span className="truncate">{service.name}</span>
                {service.aliases[0] === undefined ? null : <span className="picker-alias truncate">{service.aliases[0]}</span>}
                {service.hasChapter ? null : (
                  <Badge title="AWS publishes no Security chapter we know of; the canonical topics stand in">no chapter</Badge>
                )}
              </button>
            </li>
          ))}
          {offered.length === 0 && services.length > 0 ? <li className="picker-none">No further service fits “{typed}”.</li> : null}
        </ul>
      </div>
      <div className="picker-side">
        <div className="picker-head" id={id}>
          {countOf(chosen.length, 'service')} in scope
        </div>
        <ul className="picker-list" aria-labelledby={id} tabIndex={0}>
          {chosen.map((key) => (
            <li key={key} className="picker-item">
              <span className="truncate">{nameOf(key)}</span>
              <IconButton
                label={`Remove ${nameOf(key)}`}
                size="small"
                icon={<X aria-hidden />}
                onClick={() => onChosen(chosen.filter((other) => other !== key))}
              />
            </li>
          ))}
          {chosen.length === 0 ? (
            <li className="picker-none">Each service in scope gets a report of its own. Services can be added later.</li>
          ) : null}
        </ul>
      </div>
    </div>
  )
}
