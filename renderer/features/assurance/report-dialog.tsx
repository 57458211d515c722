// Registers an AWS report, or changes what is stated of one, with its files.
import { useRef, useState } from 'react'
import type { Attachment, RegisteredReport } from '#contract/assurance'
import { nameOfReport, OPINION_NAMES, Opinion, PROGRAMME_NAMES, Programme, RESTRICTED } from '#domain/assurance'
import { Button } from '../../design/button.tsx'
import { Dialog } from '../../design/dialog.tsx'
import { Checkbox, SelectField, TextArea, TextField } from '../../design/field.tsx'
import { ErrorNotice } from '../../design/notice.tsx'
import { useToast } from '../../design/toasts.tsx'
import { useCatalogNames } from '../../platform/catalog-names.ts'
import { useEngagement } from '../../platform/engagement.ts'
import { useJobs } from '../../platform/jobs.tsx'
import { useCommand } from '../../platform/queries.ts'
import { FileChoice } from './file-choice.tsx'
import { draftOfReport, emptyReport, type ReportDraft, type ReportErrors, readReport } from './report-draft.ts'

const KEEP: Attachment = { kind: 'keep' }

const PROGRAMMES = Programme.options.map((value) => ({ value, label: PROGRAMME_NAMES[value] }))
const OPINIONS = Opinion.options.map((value) => ({ value, label: OPINION_NAMES[value] }))
const SPEAKS_OF = [
  { value: 'period', label: 'A period' },
  { value: 'day', label: 'A day (certificate, attestation)' },
] as const

export function ReportDialog({ report, onClose }: { readonly report: RegisteredReport | null; readonly onClose: () => void }) {
  const save = useCommand('awsReports.save')
  const jobs = useJobs()
  const { done } = useToast()
  const [draft, setDraft] = useState<ReportDraft>(() => (report === null ? emptyReport() : draftOfReport(report)))
  const [file, setFile] = useState<Attachment>(KEEP)
  const [bridgeFile, setBridgeFile] = useState<Attachment>(KEEP)
  const [tried, setTried] = useState(false)
  const form = useRef<HTMLDivElement>(null)
  const read = readReport(draft)
  const errors: ReportErrors = tried && 'errors' in read ? read.errors : {}
  const set = (patch: Partial<ReportDraft>) => setDraft({ ...draft, ...patch })

  const submit = async () => {
    setTried(true)
    if (!('facts' in read)) {
      requestAnimationFrame(() => form.current?.querySelector<HTMLElement>('[aria-invalid=true]')?.focus())
      return
    }
    const { facts } = read
    try {
      await jobs.run({ label: `Registering ${nameOfReport(facts)}`, unit: 'bytes' }, (jobId) =>
        save.mutateAsync({ jobId, reportId: report?.reportId ?? null, seen: report?.updatedAt ?? null, facts, file, bridgeFile }),
      )
      onClose()
      done({ title: report === null ? 'AWS report registered' : 'AWS report saved' })
    } catch {
      // Shown in the dialog, which stays open with what was typed.
    }
  }

  return (
    <Dialog
      open
      onClose={onClose}
      dismissible={false}
      width="wide"
      title={report === null ? 'Register an AWS report' : 'Edit AWS report'}
      description="State what the report itself says. What you leave out stays “not stated” and is told as such."
      actions={
        <>
          <Button onClick={onClose} disabled={save.isPending}>
            Cancel
          </Button>
          <Button kind="primary" busy={save.isPending} onClick={() => void submit()}>
            {report === null ? 'Register' : 'Save'}
          </Button>
        </>
      }
    >
      {save.error === null ? null : <ErrorNotice error={save.error} />}
      <div className="aws-form" ref={form}>
        <div className="aws-form-row" data-columns="programme">
          <SelectField label="Programme" options={PROGRAMMES} value={draft.programme} onValue={(programme) => set({ programme })} />
          <TextField
            label="Title"
            placeholder="As on its cover"
            value={draft.title}
            onValue={(title) => set({ title })}
            error={errors.title}
          />
        </div>
        <TextField
          label="Issued by"
          optional
          placeholder="The auditor who examined AWS and signed it"
          value={draft.issuer}
          onValue={(issuer) => set({ issuer })}
        />
        <Times draft={draft} set={set} errors={errors} />
        <Opinions draft={draft} set={set} errors={errors} />
        <ServicesNamed draft={draft} set={set} />
        <div className="aws-form-row">
          <FileChoice label="The report itself" known={report?.fileName ?? null} value={file} onValue={setFile} />
          {draft.speaksOf === 'period' && draft.bridgeUntil !== '' ? (
            <FileChoice label="The bridge letter" known={report?.bridgeFileName ?? null} value={bridgeFile} onValue={setBridgeFile} />
          ) : null}
        </div>
        <TextArea label="Notes" optional rows={2} value={draft.notes} onValue={(notes) => set({ notes })} />
      </div>
    </Dialog>
  )
}

type Part = { readonly draft: ReportDraft; readonly set: (patch: Partial<ReportDraft>) => void; readonly errors: ReportErrors }

function Times({ draft, set, errors }: Part) {
  return (
    <div className="aws-form-row" data-columns="times">
      <SelectField label="Speaks of" options={SPEAKS_OF} value={draft.speaksOf} onValue={(speaksOf) => set({ speaksOf })} />
      {draft.speaksOf === 'period' ? (
        <>
          <TextField
            label="From"
            type="date"
            value={draft.periodFrom}
            onValue={(periodFrom) => set({ periodFrom })}
            error={errors.periodFrom}
          />
          <TextField label="To" type="date" value={draft.periodTo} onValue={(periodTo) => set({ periodTo })} error={errors.periodTo} />
          <TextField
            label="Bridged until"
            optional
            type="date"
            value={draft.bridgeUntil}
            onValue={(bridgeUntil) => set({ bridgeUntil })}
            error={errors.bridgeUntil}
          />
        </>
      ) : (
        <TextField label="As of" type="date" value={draft.asOf} onValue={(asOf) => set({ asOf })} error={errors.asOf} />
      )}
      <TextField
        label="Valid until"
        optional
        type="date"
        value={draft.expiresOn}
        onValue={(expiresOn) => set({ expiresOn })}
        error={errors.expiresOn}
      />
    </div>
  )
}

function Opinions({ draft, set, errors }: Part) {
  return (
    <>
      <div className="aws-form-row" data-columns="opinion">
        <SelectField label="Opinion" options={OPINIONS} value={draft.opinion} onValue={(opinion) => set({ opinion })} />
        <TextField
          label="Opinion read by"
          optional
          placeholder="Who of the audit team"
          value={draft.readBy}
          onValue={(readBy) => set({ readBy })}
        />
        <TextField label="Read on" optional type="date" value={draft.readOn} onValue={(readOn) => set({ readOn })} error={errors.readOn} />
      </div>
      {RESTRICTED.includes(draft.opinion) || draft.opinionText !== '' ? (
        <TextArea
          label="The qualification in words"
          rows={2}
          value={draft.opinionText}
          onValue={(opinionText) => set({ opinionText })}
          error={errors.opinionText}
        />
      ) : null}
    </>
  )
}

/** The services in the engagement's scope, and whatever else the report was said to name. */
function ServicesNamed({ draft, set }: Omit<Part, 'errors'>) {
  const scope = useEngagement()?.services ?? []
  const names = useCatalogNames()
  const offered = [...new Set([...scope, ...draft.services])]
  return (
    <fieldset className="inherit-services">
      <legend>Services the report names as in its scope</legend>
      {offered.length === 0 ? <p className="nothing">No service is in the engagement’s scope yet.</p> : null}
      {offered.map((key) => (
        <Checkbox
          key={key}
          label={names.service(key)}
          checked={draft.services.includes(key)}
          onChecked={(checked) => set({ services: checked ? [...draft.services, key] : draft.services.filter((other) => other !== key) })}
        />
      ))}
    </fieldset>
  )
}
