// Says once how a CSV or JSON of no known tool is to be read: columns, words and place, with the first records as they would be
// filed beside it. Kept under a name, to be used again here and by the CLI.
import { useDeferredValue, useState } from 'react'
import type { EvidenceResult, Severity } from '#domain/evidence'
import { PROFILE_DELIMITERS, type Profile } from '#domain/profile'
import { Button } from '../../../design/button.tsx'
import { Dialog } from '../../../design/dialog.tsx'
import { type Option, SelectField, TextField } from '../../../design/field.tsx'
import { ErrorNotice, Notice } from '../../../design/notice.tsx'
import { RESULT_WORDS, SEVERITY_WORDS } from '../../../design/words.ts'
import { useAnswer, useCommand } from '../../../platform/queries.ts'
import { IssueRows } from '../issue-rows.tsx'
import { PreviewTable } from '../preview-table.tsx'
import { type QueuedFile, saidOf } from '../queue.ts'
import { ColumnTable } from './column-table.tsx'
import {
  type Column,
  columnFor,
  draftOf,
  emptyDraft,
  guessSeverity,
  guessStatus,
  type Layout,
  type MappingDraft,
  profileOf,
  RESULT_CHOICES,
  SEVERITY_CHOICES,
  wordsIn,
} from './mapping-draft.ts'
import { DELIMITER_WORDS } from './mapping-words.ts'
import { WordList } from './word-list.tsx'
import './mapping.css'

const PREVIEWED = 100
const SHOWN = 12
const NEW = 'new'

type Props = {
  readonly file: QueuedFile
  readonly profiles: readonly Profile[]
  readonly onClose: () => void
  readonly onUse: (profile: Profile) => void
}

export function MappingDialog(props: Props) {
  const { file, onClose } = props
  const look = useAnswer('imports.preview', { file: fileInput(file), limit: 1 })
  const columns = look.data?.columns
  if (look.data !== undefined && look.data.columns.length > 0)
    return <Mapping {...props} columns={look.data.columns} layout={look.data.layout} />
  return (
    <Dialog open onClose={onClose} title="Map columns" description={file.fileName} actions={<Button onClick={onClose}>Close</Button>}>
      {look.error === null ? null : <ErrorNotice error={look.error} />}
      {columns === undefined ? null : (
        <Notice tone="warn" title="No columns are found in it">
          A mapping reads a CSV whose first line names its columns, or JSON records. {file.detection.reason}
        </Notice>
      )}
    </Dialog>
  )
}

/** Nothing but the encoding may stand in the way of looking at the file as it is. */
function fileInput(file: QueuedFile, profile?: Profile) {
  const encoding = saidOf(file)?.encoding
  return {
    token: file.token,
    directions: { ...(encoding === undefined ? {} : { encoding }), ...(profile === undefined ? {} : { profile }) },
  }
}

function Mapping({
  file,
  profiles,
  columns,
  layout,
  onClose,
  onUse,
}: Props & { readonly columns: readonly Column[]; readonly layout: Layout }) {
  const before = saidOf(file)?.profile
  const [draft, setDraft] = useState<MappingDraft>(() => (before === undefined ? emptyDraft(layout, columns) : draftOf(before, columns)))
  const [base, setBase] = useState(before === undefined ? NEW : before.name)
  const change = (part: Partial<MappingDraft>) => setDraft((now) => ({ ...now, ...part }))

  const save = useCommand('profiles.save')
  const remove = useCommand('profiles.remove')
  const sampled = (name: string | null) => columns.find((column) => column.name === name)?.values ?? []
  const [statusColumn, severityColumn] = [columnFor(draft, 'status'), columnFor(draft, 'severity')]
  const samples = { statuses: sampled(statusColumn), severities: sampled(severityColumn) }
  const previewed = useDeferredValue(profileOf(draft, samples, { named: false }))
  const preview = useAnswer(
    'imports.preview',
    { file: fileInput(file, previewed ?? undefined), limit: PREVIEWED },
    { enabled: previewed !== null, keepPrevious: true },
  )
  const rows = previewed === null ? [] : (preview.data?.rows ?? [])
  // Words further down in the file than the first values are seen in the preview.
  const seen = {
    statuses: [...samples.statuses, ...rows.flatMap(({ statusRaw }) => statusRaw ?? [])],
    severities: [...samples.severities, ...rows.flatMap(({ severityRaw }) => severityRaw ?? [])],
  }
  const profile = profileOf(draft, seen)
  const replaces = profiles.some(({ name }) => name === draft.name.trim()) && draft.name.trim() !== base
  const finish = async () => {
    if (profile === null) return
    const { data } = await save.mutateAsync({ profile }).then(
      (kept) => ({ data: kept }),
      () => ({ data: null }),
    )
    if (data !== null) onUse(data)
  }

  return (
    <Dialog
      open
      onClose={onClose}
      width="full"
      dismissible={false}
      title="Map columns"
      description={`How ${file.fileName} is to be read. Nothing of a record is lost: its original bytes are kept whatever is mapped.`}
      actions={
        <>
          {replaces ? <span className="mapping-note">A mapping of this name is replaced; the journal keeps it.</span> : null}
          {profile === null ? <span className="mapping-note">{missingWords(draft)}</span> : null}
          <Button onClick={onClose}>Cancel</Button>
          <Button kind="primary" disabled={profile === null} busy={save.isPending} onClick={() => void finish()}>
            Save and use
          </Button>
        </>
      }
    >
      {save.error === null ? null : <ErrorNotice error={save.error} />}
      {remove.error === null ? null : <ErrorNotice error={remove.error} />}
      <div className="mapping-head">
        {profiles.length === 0 ? null : (
          <div className="mapping-saved">
            <SelectField
              label="Start from"
              value={base}
              options={[{ value: NEW, label: 'A new mapping' }, ...profiles.map(({ name }) => ({ value: name, label: name }))]}
              onValue={(name) => {
                setBase(name)
                const saved = profiles.find((each) => each.name === name)
                setDraft(saved === undefined ? emptyDraft(layout, columns) : draftOf(saved, columns))
              }}
            />
            {base === NEW ? null : (
              <Button
                size="small"
                kind="danger"
                busy={remove.isPending}
                onClick={() => remove.mutate({ name: base }, { onSuccess: () => setBase(NEW) })}
              >
                Remove this mapping
              </Button>
            )}
          </div>
        )}
        <TextField label="Name of the mapping" maxLength={100} value={draft.name} onValue={(name) => change({ name })} />
        <TextField
          label="Tool"
          maxLength={100}
          placeholder="as evidence will name it"
          value={draft.tool}
          onValue={(tool) => change({ tool })}
        />
        <SelectField
          label="The file is"
          value={draft.kind}
          options={[
            { value: 'csv', label: 'CSV' },
            { value: 'json', label: 'JSON' },
          ]}
          onValue={(kind) => change({ kind })}
        />
        {draft.kind === 'csv' ? (
          <SelectField
            label="Columns are parted by"
            value={draft.delimiter}
            options={PROFILE_DELIMITERS.map((value) => ({ value, label: DELIMITER_WORDS[value] }))}
            onValue={(delimiter) => change({ delimiter })}
          />
        ) : (
          <TextField
            label="Path of the records"
            className="mono"
            maxLength={200}
            placeholder="empty: the file itself"
            value={draft.records}
            onValue={(records) => change({ records })}
          />
        )}
        <SelectField
          label="Scans are of"
          value={draft.provider}
          options={[
            { value: 'aws', label: 'AWS: file under its services' },
            { value: 'other', label: 'Something else: leave unfiled' },
          ]}
          onValue={(provider) => change({ provider })}
        />
      </div>
      <div className="mapping-body">
        <div className="mapping-columns">
          <ColumnTable columns={columns} draft={draft} onDraft={setDraft} />
          {statusColumn === null ? null : (
            <WordList<EvidenceResult>
              title="Status words"
              note="What each word means. Any other word is kept as written and counts as unknown."
              words={wordsIn(seen.statuses, draft.statuses)}
              meaningOf={(word) => draft.statuses[word] ?? guessStatus(word)}
              options={RESULT_OPTIONS}
              onMeaning={(word, result) => change({ statuses: { ...draft.statuses, [word]: result } })}
            />
          )}
          {severityColumn === null ? null : (
            <WordList<Severity>
              title="Severity words"
              note="No severity is invented: any other word counts as unknown."
              words={wordsIn(seen.severities, draft.severities)}
              meaningOf={(word) => draft.severities[word] ?? guessSeverity(word)}
              options={SEVERITY_OPTIONS}
              onMeaning={(word, severity) => change({ severities: { ...draft.severities, [word]: severity } })}
            />
          )}
        </div>
        <section className="mapping-preview" aria-label="As they would be filed" aria-busy={preview.isPlaceholderData}>
          <h3>The first records as they would be filed</h3>
          {previewed === null ? <p className="muted-text">Choose what the columns mean, and the records appear here.</p> : null}
          {preview.error === null ? null : <ErrorNotice error={preview.error} />}
          {previewed === null || preview.data === undefined ? null : (
            <>
              {preview.data.problem === null ? null : (
                <Notice tone="warn" title="No record can be read this way">
                  {preview.data.problem}
                </Notice>
              )}
              {rows.length === 0 ? null : <PreviewTable rows={rows.slice(0, SHOWN)} />}
              {preview.data.issues.length === 0 ? null : (
                <div className="issues">
                  <IssueRows issues={preview.data.issues.slice(0, SHOWN)} />
                </div>
              )}
            </>
          )}
        </section>
      </div>
    </Dialog>
  )
}

const RESULT_OPTIONS: readonly Option<EvidenceResult>[] = RESULT_CHOICES.map((value) => ({ value, label: RESULT_WORDS[value] }))
const SEVERITY_OPTIONS: readonly Option<Severity>[] = SEVERITY_CHOICES.map((value) => ({ value, label: SEVERITY_WORDS[value] }))

function missingWords(draft: MappingDraft): string {
  if (Object.keys(draft.fields).length === 0) return 'Say what at least one column means.'
  return draft.name.trim() === '' ? 'Give the mapping a name.' : draft.tool.trim() === '' ? 'Name the tool.' : ''
}
