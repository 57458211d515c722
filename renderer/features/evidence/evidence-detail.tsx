// One piece of evidence: its normal form beside the scanner's own words, why it lies where it lies, and the raw record.
import { useState } from 'react'
import { Link } from 'wouter'
import type { Output } from '#contract'
import type { EvidenceRow } from '#domain/evidence'
import { filingInWords } from '#domain/filing'
import { Badge } from '../../design/badge.tsx'
import { formatCount, formatInstant } from '../../design/format.ts'
import { DescriptionList } from '../../design/layout.tsx'
import { ResultMark, SeverityMark } from '../../design/marks.tsx'
import { ErrorNotice } from '../../design/notice.tsx'
import { Tabs } from '../../design/tabs.tsx'
import { LIFECYCLE_WORDS } from '../../design/words.ts'
import { hrefs } from '../../navigation/hrefs.ts'
import type { CatalogNames } from '../../platform/catalog-names.ts'
import { useAnswer } from '../../platform/queries.ts'
import { AmongScans } from './among-scans.tsx'
import { RawView } from './raw-view.tsx'
import { StandingBadge } from './standing-badge.tsx'
import { LIFECYCLE_NOTES, TIME_QUALITY_WORDS } from './words.ts'

type View = 'record' | 'raw'
type Evidence = Output<'evidence.get'>

export function EvidencePane({ evidenceId, names }: { readonly evidenceId: number; readonly names: CatalogNames }) {
  const detail = useAnswer('evidence.get', { evidenceId })
  const [view, setView] = useState<View>('record')
  if (detail.error !== null)
    return (
      <div className="evidence-pane">
        <ErrorNotice error={detail.error} />
      </div>
    )
  if (detail.data === undefined) return null
  const evidence = detail.data
  return (
    <article className="evidence-pane" aria-label={`Evidence ${evidence.evidenceId}`}>
      <header className="evidence-head">
        <span className="evidence-number">E-{evidence.evidenceId}</span>
        <ResultMark result={evidence.result} boxed />
        <SeverityMark severity={evidence.severity} boxed />
        <StandingBadge row={evidence} />
        {evidence.muted ? <Badge tone="warn">Muted</Badge> : null}
        {evidence.lifecycle === 'active' ? null : <Badge tone="warn">{LIFECYCLE_WORDS[evidence.lifecycle]}</Badge>}
      </header>
      <h2 className="evidence-title">{evidence.title ?? evidence.check ?? <span className="nothing">no title</span>}</h2>
      {evidence.statusText === null ? null : <p className="evidence-status">{evidence.statusText}</p>}
      <Tabs<View>
        label="Views of this record"
        value={view}
        onValue={setView}
        tabs={[
          { value: 'record', label: 'Record', content: <RecordView evidence={evidence} names={names} /> },
          { value: 'raw', label: 'Raw record', content: <RawView row={evidence} /> },
        ]}
      />
    </article>
  )
}

function RecordView({ evidence, names }: { readonly evidence: Evidence; readonly names: CatalogNames }) {
  return (
    <div className="evidence-record">
      <RelatedFindings row={evidence} />
      <AmongScans evidence={evidence} />
      <Section title="Filing">
        <DescriptionList
          items={[
            {
              term: 'Service',
              value:
                evidence.service === null ? (
                  <em>unfiled</em>
                ) : (
                  <Link href={hrefs.service(evidence.service)}>{names.service(evidence.service)}</Link>
                ),
            },
            { term: 'Topic', value: evidence.topic === null ? <em>unfiled</em> : names.topic(evidence.topic) },
            ...(evidence.filing.subtopic === null || evidence.refiled !== null
              ? []
              : [{ term: 'Part', value: evidence.filing.subtopic.replaceAll('-', ' ') }]),
            ...whyFiled(evidence, names),
          ]}
        />
        <p>
          <Link href={hrefs.fileElsewhere(evidence.evidenceId)}>File this check elsewhere…</Link>
        </p>
      </Section>
      <Section title="Result">
        <DescriptionList
          items={[
            { term: 'Result', value: <Sourced mark={<ResultMark result={evidence.result} />} source={evidence.statusRaw} /> },
            { term: 'Severity', value: <Sourced mark={<SeverityMark severity={evidence.severity} />} source={evidence.severityRaw} /> },
            { term: 'Muted', value: evidence.muted ? 'Yes, in the scanner. The result stays what it is.' : 'No' },
            { term: 'Life cycle', value: LIFECYCLE_NOTES[evidence.lifecycle] },
            { term: 'Check', value: evidence.check === null ? null : <code>{evidence.check}</code> },
          ]}
        />
      </Section>
      <Section title="Resource">
        <DescriptionList
          items={[
            { term: 'Resource', value: evidence.resource === null ? null : <code>{evidence.resource}</code> },
            { term: 'Type', value: evidence.resourceType },
            { term: 'Account', value: evidence.account },
            { term: 'Region', value: evidence.region },
            ...(evidence.otherResources.length === 0
              ? []
              : [{ term: `${formatCount(evidence.otherResources.length)} further`, value: <Lines lines={evidence.otherResources} /> }]),
          ]}
        />
      </Section>
      <Section title="Time">
        <DescriptionList
          items={[
            { term: 'Seen', value: seenWords(evidence) },
            { term: 'Trust', value: TIME_QUALITY_WORDS[evidence.timeQuality] },
            ...(evidence.seenAtRaw === null || evidence.seenAtRaw === evidence.seenAt
              ? []
              : [{ term: 'As written', value: <code>{evidence.seenAtRaw}</code> }]),
          ]}
        />
      </Section>
      {evidence.compliance.length === 0 ? null : (
        <Section title="Compliance references">
          <ul className="compliance">
            {evidence.compliance.map(({ framework, ids }) => (
              <li key={framework}>
                <span className="compliance-framework">{framework}</span>
                <span>{ids.join(', ')}</span>
              </li>
            ))}
          </ul>
        </Section>
      )}
      <Section title="In the scanner’s words">
        <DescriptionList
          items={[
            { term: 'Description', value: evidence.description },
            { term: 'Risk', value: evidence.risk },
            { term: 'Remediation', value: evidence.remediationText },
            ...(evidence.remediationUrls.length === 0 ? [] : [{ term: 'Addresses', value: <Lines lines={evidence.remediationUrls} /> }]),
            ...(evidence.categories.length === 0 ? [] : [{ term: 'Categories', value: evidence.categories.join(', ') }]),
          ]}
        />
      </Section>
      <Section title="Source">
        <DescriptionList
          items={[
            {
              term: 'Tool',
              value: evidence.tool === null ? null : `${evidence.tool}${evidence.toolVersion === null ? '' : ` ${evidence.toolVersion}`}`,
            },
            { term: 'Tool’s own id', value: evidence.toolRecordId === null ? null : <code>{evidence.toolRecordId}</code> },
            { term: 'Format', value: evidence.formatId },
            { term: 'File', value: evidence.source.fileName },
          ]}
        />
      </Section>
    </div>
  )
}

/** The rule of a person where there is one, else what the program went by; and what it would have suggested. */
function whyFiled({ filing, refiled }: Evidence, names: CatalogNames): readonly { term: string; value: string }[] {
  if (refiled !== null)
    return [
      { term: 'Filed by', value: `${refiled.decidedBy}, ${formatInstant(refiled.decidedAt)}` },
      { term: 'Reason', value: refiled.reason },
    ]
  const why = filingInWords(filing)
  const suggested = [
    ...(filing.suggestedService === null ? [] : [names.service(filing.suggestedService)]),
    ...(filing.suggestedTopic === null ? [] : [names.topic(filing.suggestedTopic)]),
  ]
  return [
    { term: 'Service by', value: why.service },
    { term: 'Topic by', value: why.topic },
    ...(suggested.length === 0 ? [] : [{ term: 'Suggestion', value: suggested.join(' · ') }]),
  ]
}

/** A record with an offset is shown in this machine's time; one without is shown as written, because shifting it would invent. */
const seenWords = ({ seenAt, timeQuality }: EvidenceRow): string | null =>
  seenAt === null ? null : timeQuality === 'exact' ? formatInstant(seenAt) : seenAt

/** The findings about this service and check. There is one at most while findings are drafted per service and check. */
function RelatedFindings({ row }: { readonly row: EvidenceRow }) {
  const filter = { service: row.service, check: row.check }
  const href = hrefs.findings(filter)
  const text = new URLSearchParams(href.slice(href.indexOf('?') + 1)).get('filter') ?? ''
  const findings = useAnswer('findings.list', { filter: text, limit: 5 }, { enabled: row.check !== null })
  if (findings.data === undefined || findings.data.total === 0) return null
  const { rows, total } = findings.data
  return (
    <section className="related" aria-label="Findings about this">
      {rows.map((finding) => (
        <Link key={finding.findingId} href={hrefs.finding(finding.findingId)} className="related-finding">
          <SeverityMark severity={finding.severity} show="shape" />
          <span className="muted-text">#{finding.number}</span>
          <span className="truncate">{finding.title}</span>
        </Link>
      ))}
      {total > rows.length ? <Link href={href}>all {formatCount(total)} findings</Link> : null}
    </section>
  )
}

const Section = ({ title, children }: { readonly title: string; readonly children: React.ReactNode }) => (
  <section className="evidence-section" aria-label={title}>
    <h3>{title}</h3>
    {children}
  </section>
)

/** The normal form with the source's own word beside it. */
const Sourced = ({ mark, source }: { readonly mark: React.ReactNode; readonly source: string | null }) => (
  <span className="sourced">
    {mark}
    <span className="muted-text">{source === null ? 'the scan does not say' : <>the scan says “{source}”</>}</span>
  </span>
)

const Lines = ({ lines }: { readonly lines: readonly string[] }) => (
  <ul className="lines">
    {lines.map((line, index) => (
      <li key={index}>
        <code>{line}</code>
      </li>
    ))}
  </ul>
)
