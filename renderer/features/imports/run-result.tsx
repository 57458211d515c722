// What a run came to: totals added up over its files, what changed since the scan before, doubts about the evidence, then the
// ledger of its files.
import { balanceOf } from '#domain/imports'
import { Button, ButtonLink } from '../../design/button.tsx'
import { countOf, formatCount, formatSeconds, nounOf } from '../../design/format.ts'
import { Panel } from '../../design/layout.tsx'
import { Notice } from '../../design/notice.tsx'
import { hrefs } from '../../navigation/hrefs.ts'
import { totalsOf } from './balance.ts'
import { Equation, SumCheck } from './balance-sheet.tsx'
import { ChangesView } from './changes-view.tsx'
import { type Doubt, doubtsOf } from './evidence-doubts.ts'
import { FileLedger } from './file-ledger.tsx'
import type { RunResult } from './import-session.ts'

export function RunResultView({ result, onDismiss }: { readonly result: RunResult; readonly onDismiss: () => void }) {
  const totals = totalsOf(result.files.map(balanceOf))
  const already = result.files.filter((file) => file.outcome === 'already-imported').length
  const refused = result.files.filter((file) => file.outcome === 'not-imported').length
  const doubts = doubtsOf(result.files)
  return (
    <Panel
      title={result.cancelled ? 'Import cancelled' : 'Import finished'}
      actions={
        <div className="queue-actions">
          {result.import === null ? null : (
            <ButtonLink href={hrefs.evidence({ import: result.import.importId })}>See the evidence</ButtonLink>
          )}
          {result.draftedFindings === 0 ? null : <ButtonLink href={hrefs.findings()}>See the findings</ButtonLink>}
          <Button kind="quiet" onClick={onDismiss}>
            Close
          </Button>
        </div>
      }
    >
      <div className="run-result">
        {result.cancelled ? (
          <Notice tone="warn" title="Stopped as you asked">
            Nothing of this import was kept. The files are still in the list.
          </Notice>
        ) : null}
        {result.files.length === 0 ? null : (
          <>
            {result.files.length === 1 ? null : <Equation balance={totals} />}
            <p className="muted-text">
              {formatCount(totals.records)} {nounOf(totals.records, 'record')} from {countOf(totals.files, 'file')} in{' '}
              {formatSeconds(result.elapsedMs / 1000)}. {countOf(result.draftedFindings, 'finding')} drafted.
              {already === 0 ? '' : ` The bytes of ${countOf(already, 'file')} were here already; they count once.`}
              {refused === 0 ? '' : ` ${countOf(refused, 'file')} could not be imported.`}{' '}
              {totals.holds ? null : <SumCheck holds={false} sum={totals.stored + totals.rejected + totals.duplicates} />}
            </p>
          </>
        )}
        {result.import === null ? null : <ChangesView summary={result.import} />}
        {result.files.length < 2 || doubts.length === 0 ? null : (
          <section className="issues" aria-label="About the evidence itself">
            <h3>About the evidence itself</h3>
            {doubts.map((doubt) => (
              <DoubtView key={doubt.code} doubt={doubt} />
            ))}
          </section>
        )}
        {result.files.length === 0 ? null : <FileLedger files={result.files} label="Files of this import" />}
      </div>
    </Panel>
  )
}

const DoubtView = ({ doubt: { words, files, told } }: { readonly doubt: Doubt }) => (
  <details className="doubt">
    <summary>
      <span>{words}</span>
      <span className="muted-text">{countOf(files, 'file')}</span>
    </summary>
    <ul>
      {told.map(({ message, fileNames }) => (
        <li key={message} title={fileNames.join('\n')}>
          <span className="issue-words">{message}</span>
          <span className="muted-text">{fileNames.length === 1 ? fileNames[0] : countOf(fileNames.length, 'file')}</span>
        </li>
      ))}
    </ul>
  </details>
)
