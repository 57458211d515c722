// Asks before everything in the tray is filed as suggested: what goes where, and why it is done.
import { useState } from 'react'
import type { TrayGroup } from '#domain/filing'
import { Button } from '../../design/button.tsx'
import { Dialog } from '../../design/dialog.tsx'
import { TextArea } from '../../design/field.tsx'
import { countOf, formatCount } from '../../design/format.ts'
import type { CatalogNames } from '../../platform/catalog-names.ts'
import { CheckName, PlaceWords } from './place-words.tsx'

export function AcceptDialog({
  groups,
  left,
  names,
  busy,
  onClose,
  onAccept,
}: {
  readonly groups: readonly TrayGroup[]
  /** So many checks have no full suggestion. */
  readonly left: number
  readonly names: CatalogNames
  readonly busy: boolean
  readonly onClose: () => void
  readonly onAccept: (reason: string) => Promise<void>
}) {
  const [reason, setReason] = useState('The suggestions were accepted.')
  const records = groups.reduce((sum, group) => sum + group.records, 0)
  return (
    <Dialog
      open
      onClose={onClose}
      width="wide"
      dismissible={!busy}
      title={`File ${countOf(groups.length, 'check')} as suggested?`}
      description={`${countOf(records, 'record')} move now, and those of later imports with them; one rule per check.${left === 0 ? '' : ` ${countOf(left, 'check')} without a full suggestion ${left === 1 ? 'stays' : 'stay'} in the tray.`}`}
      actions={
        <>
          <Button onClick={onClose} disabled={busy}>
            Cancel
          </Button>
          <Button kind="primary" busy={busy} disabled={reason.trim() === ''} onClick={() => void onAccept(reason.trim())}>
            File {countOf(groups.length, 'check')}
          </Button>
        </>
      }
    >
      <div className="accept-list" tabIndex={0} role="region" aria-label="What goes where">
        <table>
          <thead>
            <tr>
              <th scope="col" className="accept-count">
                Records
              </th>
              <th scope="col">Check</th>
              <th scope="col">To</th>
            </tr>
          </thead>
          <tbody>
            {groups.map((group) => (
              <tr key={JSON.stringify([group.check, group.from])}>
                <td className="accept-count">{formatCount(group.records)}</td>
                <td>
                  <CheckName check={group.check} title={group.title} />
                </td>
                <td>{group.suggestion === null ? null : <PlaceWords place={group.suggestion} names={names} />}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <TextArea label="Reason" maxLength={4000} value={reason} onValue={setReason} hint="One for all; goes into the journal." />
    </Dialog>
  )
}
