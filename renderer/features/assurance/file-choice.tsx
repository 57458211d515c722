// The file of a report: the one attached, one chosen now, or none.
import { Paperclip, X } from 'lucide-react'
import { useId, useState } from 'react'
import type { Attachment } from '#contract/assurance'
import { Button, IconButton } from '../../design/button.tsx'
import { useToast } from '../../design/toasts.tsx'
import { usePlatform } from '../../platform/provider.tsx'

export function FileChoice({
  label,
  known,
  value,
  onValue,
}: {
  readonly label: string
  /** Name of the file attached before; null where there is none. */
  readonly known: string | null
  readonly value: Attachment
  readonly onValue: (value: Attachment) => void
}) {
  const platform = usePlatform()
  const { failed } = useToast()
  const id = useId()
  const [chosen, setChosen] = useState<string | null>(null)
  const name = value.kind === 'file' ? chosen : value.kind === 'keep' ? known : null
  const pick = () => {
    platform.pickFiles('document').then(([file]) => {
      if (file === undefined) return
      setChosen(file.name)
      onValue({ kind: 'file', file: file.token })
    }, failed)
  }
  return (
    <div className="field" role="group" aria-labelledby={id}>
      <span className="field-label" id={id}>
        {label} <span className="field-optional">kept as evidence</span>
      </span>
      <div className="file-choice">
        <Button size="small" icon={<Paperclip aria-hidden />} onClick={pick}>
          {name === null ? 'Attach a file…' : 'Another file…'}
        </Button>
        {name === null ? (
          <span className="nothing">not attached</span>
        ) : (
          <>
            <span className="truncate">{name}</span>
            <IconButton label={`Take off ${name}`} size="small" icon={<X aria-hidden />} onClick={() => onValue({ kind: 'none' })} />
          </>
        )}
      </div>
    </div>
  )
}
