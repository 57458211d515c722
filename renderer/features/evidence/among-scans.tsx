// How a record stands to other scans: what it follows, what it is superseded by, what it restates, and what differs between both.
import { Link } from 'wouter'
import type { EvidenceDetail } from '#domain/evidence'
import { DescriptionList } from '../../design/layout.tsx'
import { ErrorNotice } from '../../design/notice.tsx'
import { ScanDifference } from '../../design/scan-difference-table.tsx'
import { CHANGE_WORDS, STANDING_WORDS } from '../../design/words.ts'
import { hrefs } from '../../navigation/hrefs.ts'
import { useAnswer } from '../../platform/queries.ts'
import { relationWord, standingNote } from './words.ts'

export function AmongScans({ evidence }: { readonly evidence: EvidenceDetail }) {
  const { standing, change, otherId } = evidence
  const relation = relationWord(evidence)
  return (
    <section className="evidence-section" aria-label="Among the scans">
      <h3>Among the scans</h3>
      <DescriptionList
        items={[
          { term: 'Standing', value: STANDING_WORDS[standing] },
          ...(standing === 'current' && change !== null ? [{ term: 'Since before', value: CHANGE_WORDS[change] }] : []),
          { term: 'Meaning', value: standingNote(evidence) },
          ...(relation === null || otherId === null
            ? []
            : [{ term: relation, value: <Link href={hrefs.evidenceItem(otherId)}>record E-{otherId}</Link> }]),
        ]}
      />
      {otherId === null || (standing !== 'superseded' && change !== 'changed') ? null : (
        <Difference evidence={evidence} otherId={otherId} />
      )}
    </section>
  )
}

/** Of two records of the same thing, the older before the newer. */
function Difference({ evidence, otherId }: { readonly evidence: EvidenceDetail; readonly otherId: number }) {
  const other = useAnswer('evidence.get', { evidenceId: otherId })
  if (other.error !== null) return <ErrorNotice error={other.error} />
  if (other.data === undefined) return null
  const [before, after] = evidence.standing === 'superseded' ? [evidence, other.data] : [other.data, evidence]
  return <ScanDifference before={before} after={after} />
}
