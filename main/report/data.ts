// The machine-readable twin of a report: everything the pages print, as one canonical JSON text that is embedded in the PDF.
import { createHash } from 'node:crypto'
import { canonicalJson, type Json } from '#domain/canonical-json'
import { chosenOf } from '#domain/factors'
import type { ReportModel, TopicSection } from './model.ts'

/** Name and version of the attachment's shape; a change that breaks readers counts the version up. */
export const DATA_SCHEMA = 'tickmark-report/1'

export type ReportData = { readonly bytes: Buffer; readonly sha256: string }

/** Gives the attachment's bytes (UTF-8) and their SHA-256 in lower-case hex. */
export function reportData(model: ReportModel): ReportData {
  const bytes = Buffer.from(canonicalJson(dataOf(model)), 'utf8')
  return { bytes, sha256: createHash('sha256').update(bytes).digest('hex') }
}

function dataOf(model: ReportModel): Json {
  const { source } = model
  const sections = [...model.chapter, ...model.outside, ...(model.unfiled ? [model.unfiled] : [])]
  return {
    schema: DATA_SCHEMA,
    report: {
      reportId: source.reportId,
      version: source.version,
      kind: source.kind,
      createdAt: source.createdAt,
      createdBy: source.createdBy,
      tickmarkVersion: source.tickmarkVersion,
      journal: source.journal,
    },
    engagement: source.engagement,
    service: source.service,
    topics: source.topics,
    catalog: source.catalog,
    summary: {
      counts: model.counts,
      verdicts: model.verdicts,
      findingsByStatus: model.findingsByStatus,
      findingsBySeverity: model.findingsBySeverity,
      unfiledInEngagement: source.unfiledInEngagement,
      notTopics: model.notTopics.map((topic) => topic.topic),
      sections: sections.map(sectionData),
    },
    coverage: source.coverage,
    criteria: source.criteria,
    changedSince: source.changedSince,
    factors: {
      answered: source.questions.flatMap((question) => {
        const answers = chosenOf(question, source.engagement.factors.answers).map(({ answerId, label }) => ({ answerId, label }))
        return answers.length === 0 ? [] : [{ questionId: question.questionId, text: question.text, answers }]
      }),
      frameworks: source.frameworks,
      leftOut: source.leftOut.map(({ criterionId, topic, statement, when }) => ({ criterionId, topic, statement, when })),
    },
    crosswalk: source.crosswalk,
    filesWithoutRequirements: source.filesWithoutRequirements,
    awsReports: source.awsReports,
    conclusions: source.conclusions,
    findings: source.findings,
    evidence: source.evidence,
    evidencePrinted: { shown: model.annex.rows.length, total: model.annex.total },
    imports: source.imports,
    tallies: source.tallies,
    counted: source.counted,
    standings: source.standings,
    balance: model.balance,
    openPoints: source.openPoints,
    signOffs: source.signOffs,
  }
}

const sectionData = (section: TopicSection): Json => ({
  topic: section.topic,
  title: section.title,
  place: section.place,
  state: section.state,
  counts: section.counts,
  verdicts: section.verdicts,
  conclusion: section.conclusion,
  findings: section.findings.map((finding) => finding.number),
  checks: section.checks.map(({ check, title, counts }) => ({ check, title, counts })),
})
