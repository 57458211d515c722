// Every shortcut that works now, by group.
import { Dialog } from '../design/dialog.tsx'
import { Kbd } from '../design/kbd.tsx'
import { useShortcutList } from '../design/shortcuts.tsx'
import './shortcuts-dialog.css'

/** Worked by the lists and panes themselves, not registered one by one. */
const IN_LISTS = [
  { keys: '↑ ↓', label: 'Move through a list (also j and k)' },
  { keys: 'Enter', label: 'Open what is selected' },
  { keys: 'Home End', label: 'First and last row' },
  { keys: 'PgUp PgDn', label: 'A page up or down' },
  { keys: 'F6', label: 'Go to the messages at the edge' },
]

const IN_CRITERIA = [
  { keys: '1 … 6', label: 'Give the verdict with that number' },
  { keys: '← →', label: 'Next and previous verdict' },
]
const IN_THE_MAP = [
  { keys: '← ↑ ↓ →', label: 'From cell to cell' },
  { keys: 'Enter', label: 'The rows behind the number' },
]

export function ShortcutsDialog({ open, onClose }: { readonly open: boolean; readonly onClose: () => void }) {
  const shortcuts = useShortcutList()
  const groups = Map.groupBy([...shortcuts].reverse(), ({ group }) => group)
  return (
    <Dialog open={open} onClose={onClose} title="Keyboard shortcuts" width="wide">
      <div className="shortcut-groups">
        {[...groups].map(([group, members]) => (
          <Group key={group} name={group} lines={members} />
        ))}
        <Group name="In lists" lines={IN_LISTS} />
        <Group name="In the coverage map" lines={IN_THE_MAP} />
        <Group name="At a criterion" lines={IN_CRITERIA} />
      </div>
    </Dialog>
  )
}

const Group = ({
  name,
  lines,
}: {
  readonly name: string
  readonly lines: readonly { readonly keys: string; readonly label: string }[]
}) => (
  <section className="shortcut-group">
    <h3>{name}</h3>
    {lines.map(({ keys, label }) => (
      <div key={`${keys} ${label}`} className="shortcut-line">
        {label}
        <Kbd keys={keys} />
      </div>
    ))}
  </section>
)
