// Narrowing the list by how records stand to other scans: what counts, and what changed since the scan before.
import { Check, ChevronDown } from 'lucide-react'
import { Change, Standing } from '#domain/standing'
import { Button } from '../../design/button.tsx'
import { Menu } from '../../design/menu.tsx'
import { CHANGE_WORDS, STANDING_WORDS } from '../../design/words.ts'
import { chosenValues, toggleValue } from '../../navigation/facet-filter.ts'
import { FILTER_FIELDS } from './evidence-queries.ts'

export function ScanFilters({ filter, onFilter }: { readonly filter: string; readonly onFilter: (filter: string) => void }) {
  const standings = chosenValues(filter, FILTER_FIELDS, 'standing')
  const changes = chosenValues(filter, FILTER_FIELDS, 'change')
  const toggle = (field: 'standing' | 'change', value: string) => () => onFilter(toggleValue(filter, FILTER_FIELDS, field, value))
  const item = (field: 'standing' | 'change', value: string, label: string, chosen: ReadonlySet<string>) => ({
    label,
    icon: chosen.has(value) ? <Check aria-label="chosen" /> : <span className="menu-room" />,
    onSelect: toggle(field, value),
  })
  const onlyCurrent = standings.size === 1 && standings.has('current')
  return (
    <div className="scan-filters">
      <Button kind="quiet" aria-pressed={onlyCurrent} onClick={toggle('standing', 'current')}>
        Only what counts
      </Button>
      <Menu
        align="end"
        trigger={
          <Button kind="quiet" aria-pressed={changes.size > 0 || (standings.size > 0 && !onlyCurrent)}>
            Since the scan before <ChevronDown aria-hidden />
          </Button>
        }
        items={[
          ...Change.options.map((change) => item('change', change, CHANGE_WORDS[change], changes)),
          { kind: 'separator' as const },
          ...Standing.options
            .filter((standing) => standing !== 'current')
            .map((standing) => item('standing', standing, STANDING_WORDS[standing], standings)),
        ]}
      />
    </div>
  )
}
