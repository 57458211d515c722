// Files one check under another service or topic: service by search, topic from the canonical ones, and why.
import { useState } from 'react'
import { type FilingPlace, samePlace } from '#domain/filing'
import { Button } from '../../design/button.tsx'
import { Dialog } from '../../design/dialog.tsx'
import { SelectField, TextArea } from '../../design/field.tsx'
import { Notice } from '../../design/notice.tsx'
import { useCatalogNames } from '../../platform/catalog-names.ts'
import { useAnswer } from '../../platform/queries.ts'
import { PlaceWords } from './place-words.tsx'
import { ServiceChoice } from './service-choice.tsx'
import type { Refile, Refiling } from './use-refile.ts'

const NONE = ''

export function RefileDialog({
  refiling,
  refile,
  onClose,
}: {
  readonly refiling: Refiling
  readonly refile: Refile
  readonly onClose: () => void
}) {
  const { check, title, from, now, suggestion } = refiling
  const names = useCatalogNames()
  const topics = useAnswer('catalog.topics', {})
  const [service, setService] = useState<string | null>(now.service ?? suggestion?.service ?? null)
  const [topic, setTopic] = useState<string | null>(now.topic ?? suggestion?.topic ?? null)
  const [reason, setReason] = useState('')
  const to: FilingPlace = { service, topic }
  const chapter = useAnswer('catalog.service', { service: service ?? '' }, { enabled: service !== null })
  const lacks = service !== null && topic !== null && chapter.data !== undefined && !chapter.data.chapter.some((c) => c.topic === topic)
  const save = async () => {
    if (await refile.run([{ move: { check, from, to }, before: now }], reason.trim())) onClose()
  }
  return (
    <Dialog
      open
      onClose={onClose}
      dismissible={!refile.busy}
      width="wide"
      title={check === null ? 'File records that name no check' : 'File this check elsewhere'}
      description={
        <>
          <strong>{title ?? check ?? 'All records that name no check and lie here'}</strong>. The program filed{' '}
          {check === null ? 'them' : 'it'} under <PlaceWords place={from} names={names} />. All its records move, those of later imports
          too.
        </>
      }
      actions={
        <>
          <Button onClick={onClose} disabled={refile.busy}>
            Cancel
          </Button>
          <Button kind="primary" busy={refile.busy} disabled={reason.trim() === '' || samePlace(to, now)} onClick={() => void save()}>
            {samePlace(to, from) ? 'File as the program did' : 'File here'}
          </Button>
        </>
      }
    >
      <ServiceChoice chosen={service} onChosen={setService} />
      <SelectField
        label="Topic"
        options={[{ value: NONE, label: 'No topic' }, ...(topics.data ?? []).map((known) => ({ value: known.topic, label: known.label }))]}
        value={topic ?? NONE}
        onValue={(value) => setTopic(value === NONE ? null : value)}
      />
      {lacks ? (
        <Notice tone="calm" title={`${names.topic(topic)} is no topic of this service’s Security chapter`}>
          It can be filed there all the same; reports show it under its own heading.
        </Notice>
      ) : null}
      <TextArea label="Reason" maxLength={4000} value={reason} onValue={setReason} hint="Goes into the rule and the journal." />
    </Dialog>
  )
}
