// Inherits AWS's part of services from one report, after showing exactly which criteria would change and which are kept.
import { useState } from 'react'
import type { InheritedRow, RegisteredReport } from '#contract/assurance'
import { nameOfReport } from '#domain/assurance'
import { Button } from '../../design/button.tsx'
import { Dialog } from '../../design/dialog.tsx'
import { Checkbox, TextArea } from '../../design/field.tsx'
import { countOf } from '../../design/format.ts'
import { VerdictMark } from '../../design/marks.tsx'
import { ErrorNotice, Notice } from '../../design/notice.tsx'
import { useToast } from '../../design/toasts.tsx'
import { useCatalogNames } from '../../platform/catalog-names.ts'
import { useEngagement } from '../../platform/engagement.ts'
import { useCommand } from '../../platform/queries.ts'
import { usePreview } from './use-preview.ts'

export function InheritDialog({ report, onClose }: { readonly report: RegisteredReport; readonly onClose: () => void }) {
  const scope = useEngagement()?.services ?? []
  const [left, setLeft] = useState<ReadonlySet<string>>(() => new Set(report.servicesNotNamed))
  const [replace, setReplace] = useState(false)
  const [rationale, setRationale] = useState('')
  const names = useCatalogNames()
  const inherit = useCommand('awsReports.inherit')
  const { done } = useToast()
  const services = scope.filter((key) => !left.has(key))
  const preview = usePreview({ reportId: report.reportId, services, replace })
  const rows = preview.data?.rows ?? []
  const warnings = preview.data?.warnings ?? []
  const changing = rows.filter(({ outcome }) => outcome === 'inherits')
  const apply = () =>
    inherit.mutate(
      { reportId: report.reportId, services, replace, rationale, apply: true },
      {
        onSuccess: (answer) => {
          onClose()
          const count = answer.rows.filter(({ outcome }) => outcome === 'inherits').length
          done({ title: `${countOf(count, 'criterion', 'criteria')} inherited`, description: `They rest on ${nameOfReport(report)} now.` })
        },
      },
    )
  return (
    <Dialog
      open
      onClose={onClose}
      width="wide"
      title="Inherit AWS’s part"
      description={`From ${nameOfReport(report)}. Criteria the customer answers for, or shares, are not touched.`}
      actions={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button kind="primary" busy={inherit.isPending} disabled={changing.length === 0} onClick={apply}>
            {changing.length === 0 ? 'Nothing to inherit' : `Inherit ${countOf(changing.length, 'criterion', 'criteria')}`}
          </Button>
        </>
      }
    >
      {inherit.error === null ? null : <ErrorNotice error={inherit.error} />}
      {preview.error === null ? null : <ErrorNotice error={preview.error} />}
      <fieldset className="inherit-services">
        <legend>Services in scope</legend>
        {scope.map((key) => (
          <Checkbox
            key={key}
            label={names.service(key)}
            {...(report.servicesNotNamed.includes(key) ? { hint: 'not named in the report’s scope' } : {})}
            checked={!left.has(key)}
            onChecked={(checked) => setLeft(new Set(checked ? [...left].filter((other) => other !== key) : [...left, key]))}
          />
        ))}
      </fieldset>
      <Checkbox label="Also replace other AWS reports under inherited verdicts" checked={replace} onChecked={setReplace} />
      {warnings.length === 0 ? null : (
        <Notice tone="warn" title={`${countOf(warnings.length, 'open point')} would come with it`}>
          <ul className="inherit-warnings">
            {warnings.map((warning) => (
              <li key={warning}>{warning}</li>
            ))}
          </ul>
        </Notice>
      )}
      <Preview rows={rows} service={names.service} />
      <TextArea
        label="Rationale"
        optional
        rows={2}
        value={rationale}
        onValue={setRationale}
        placeholder="Goes to every criterion that changes; left empty, what was written there stays"
      />
    </Dialog>
  )
}

function Preview({ rows, service }: { readonly rows: readonly InheritedRow[]; readonly service: (key: string) => string }) {
  if (rows.length === 0) return <p className="nothing">Choose a service that has criteria of AWS’s part.</p>
  const keys = [...new Set(rows.map((row) => row.service))]
  const words = { inherits: 'will be inherited', 'inherits-already': 'rests on it already', kept: 'kept' } as const
  return (
    <div className="inherit-preview" tabIndex={0} role="region" aria-label="What would change">
      <table>
        <thead>
          <tr>
            <th scope="col">Criterion</th>
            <th scope="col">Now</th>
            <th scope="col">Then</th>
          </tr>
        </thead>
        {keys.map((key) => (
          <tbody key={key}>
            <tr>
              <th scope="rowgroup" colSpan={3}>
                {service(key)}
              </th>
            </tr>
            {rows
              .filter((row) => row.service === key)
              .map(({ criterionId, statement, verdict, outcome, why }) => (
                <tr key={criterionId} data-outcome={outcome}>
                  <td>{statement}</td>
                  <td>
                    <VerdictMark verdict={verdict} />
                  </td>
                  <td>
                    {outcome === 'inherits' ? <VerdictMark verdict="inherited" /> : `${words[outcome]}${why === '' ? '' : `: ${why}`}`}
                  </td>
                </tr>
              ))}
          </tbody>
        ))}
      </table>
    </div>
  )
}
