// A list screen: filter bar, facets, list and the chosen thing in full, side by side. The facets stand open at first only where
// there is room for all three; after that as the person left them.
import { ListFilter } from 'lucide-react'
import { type ReactNode, type Ref, useState, useSyncExternalStore } from 'react'
import { Button } from './button.tsx'
import { readPreference, writePreference } from './preferences.ts'
import { SearchBox } from './search-box.tsx'
import { SplitPane } from './split-pane.tsx'
import './list-screen.css'

export type ListScreenProps = {
  /** Names the list: its search field, and what is remembered of its looks. */
  readonly name: string
  readonly placeholder: string
  readonly filter: string
  readonly onFilter: (filter: string) => void
  readonly facets: ReactNode
  /** Controls beside the search field. */
  readonly bar?: ReactNode
  readonly list: ReactNode
  readonly detail: ReactNode
  readonly detailLabel: string
  /** First and least width of the detail in pixels. */
  readonly detailWidth: number
  readonly detailMin: number
  readonly ref?: Ref<HTMLDivElement>
}

export function ListScreen({
  name,
  placeholder,
  filter,
  onFilter,
  facets,
  bar,
  list,
  detail,
  detailLabel,
  detailWidth,
  detailMin,
  ref,
}: ListScreenProps) {
  const [facetsShown, setFacetsShown] = useFacetsShown(name)
  return (
    <div className="list-screen" ref={ref}>
      <div className="list-bar">
        <Button kind="quiet" aria-pressed={facetsShown} icon={<ListFilter aria-hidden />} onClick={() => setFacetsShown(!facetsShown)}>
          Filters
        </Button>
        <SearchBox label={name} placeholder={placeholder} value={filter} onValue={onFilter} />
        {bar}
      </div>
      <div className="list-body" data-facets={facetsShown || undefined}>
        {facetsShown ? (
          <aside className="list-facets" aria-label="Filters">
            {facets}
          </aside>
        ) : null}
        <SplitPane name={name} label={detailLabel} initial={detailWidth} min={detailMin} start={list} end={detail} />
      </div>
    </div>
  )
}

/** From this window width on there is room for facets, list and detail at once. */
const roomy = () => window.matchMedia('(min-width: 1500px)')

const onRoomChange = (listener: () => void) => {
  const query = roomy()
  query.addEventListener('change', listener)
  return () => query.removeEventListener('change', listener)
}

function useFacetsShown(name: string): readonly [boolean, (shown: boolean) => void] {
  const preference = `facets.${name}`
  const hasRoom = useSyncExternalStore(onRoomChange, () => roomy().matches)
  const [choice, setChoice] = useState(() => readPreference(preference))
  const choose = (shown: boolean) => {
    const next = shown ? 'shown' : 'hidden'
    setChoice(next)
    writePreference(preference, next)
  }
  return [choice === null ? hasRoom : choice === 'shown', choose]
}
