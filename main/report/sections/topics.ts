// One section per topic of the chapter, in its order, then evidence outside the chapter and under no topic where there is any:
// who answers for what, criteria with verdicts, what the evidence says, the findings, and the auditor's conclusion.
import type { JudgedCriterion } from '#domain/criterion'
import { EvidenceResult, Severity } from '#domain/evidence'
import type { AnsweredProposal } from '#domain/proposal'
import { markdownNodes } from '../markdown.ts'
import type { CheckCounts, TopicSection } from '../model.ts'
import type { Node } from '../nodes.ts'
import { COLOR, CONTENT_WIDTH, LAYOUT, TYPE } from '../theme.ts'
import { CONCLUSION, instant, METHOD, number, plural, RESPONSIBILITY, RESULT, SEVERITY, STATE, VERDICT } from '../words.ts'
import { restsOn } from './aws-reports.ts'
import { findingsTable } from './findings.ts'
import { type Section, type SectionContext, topicAnchor } from './section.ts'

const HALF = (CONTENT_WIDTH - 8 - 40) / 2

export const topicsSection: Section = (context) => {
  const { el, model } = context
  const { service } = model.source
  return [
    el.heading('Topics of the chapter', { id: 'topics', level: 1 }, { pageBreak: 'before' }),
    el.text(
      service.hasChapter
        ? `The ${model.chapter.length} topics of the service's Security chapter, in its own order.`
        : `The ${model.chapter.length} canonical topics, because no chapter of this service is known.`,
      TYPE.body,
      { margin: [0, 0, 0, 0] },
    ),
    ...model.chapter.flatMap((section) => topicNodes(context, section, 'topics')),
    ...outside(context),
  ]
}

function outside(context: SectionContext): Node[] {
  const { el, model } = context
  const nodes: Node[] = []
  if (model.outside.length > 0) {
    nodes.push(
      el.heading(
        'Evidence under topics that are not part of this chapter',
        { id: 'outside', level: 1 },
        { margin: [0, 30, 0, 10], needs: 300 },
      ),
      el.text(
        "These topics are canonical, but the service's own chapter does not have them. What was filed under them is shown in full.",
        TYPE.body,
      ),
      ...model.outside.flatMap((section) => topicNodes(context, section, 'outside')),
    )
  }
  if (model.unfiled) {
    nodes.push(
      el.heading('Evidence filed under no topic', { id: 'unfiled', level: 1 }, { margin: [0, 30, 0, 10], needs: 240 }),
      el.text('No filing rule named a topic for these records. They belong to the service and are counted in every total.', TYPE.body),
      ...topicBody(context, model.unfiled),
    )
  }
  return nodes
}

const topicNodes = (context: SectionContext, section: TopicSection, parent: string): Node[] => [
  context.el.heading(section.title, { id: topicAnchor(section.topic ?? 'none'), parent, level: 2 }, { needs: 190, margin: [0, 24, 0, 4] }),
  context.el.mixed(
    [
      [`${STATE[section.state].glyph}\u00a0${STATE[section.state].word}`, { color: STATE[section.state].color, bold: true }],
      ['   |   ', { color: COLOR.line }],
      [
        `${CONCLUSION[section.conclusion].glyph}\u00a0${CONCLUSION[section.conclusion].word}`,
        { color: CONCLUSION[section.conclusion].color, bold: true },
      ],
    ],
    { margin: [0, 0, 0, 8] },
  ),
  ...(section.place === 'chapter' || section.awsPart !== null || section.customerPart !== null ? [split(context, section)] : []),
  ...topicBody(context, section),
]

const topicBody = (context: SectionContext, section: TopicSection): Node[] => [
  ...criteriaTable(context, section.criteria),
  ...evidenceSummary(context, section),
  ...findingsList(context, section),
  ...(section.topic === null ? [] : conclusionBox(context, section)),
]

/** AWS's part and the customer's part, side by side. */
function split({ el }: SectionContext, { awsPart, customerPart }: TopicSection): Node {
  const side = (name: string, words: string | null): Node => ({
    stack: [
      el.label(name, { margin: [0, 0, 0, 3] }),
      words === null
        ? el.text('The catalog does not say.', { ...TYPE.body, italics: true, color: COLOR.muted })
        : el.block(words, { ...TYPE.body, fontSize: 8.5 }),
    ],
  })
  return {
    table: { widths: [HALF, HALF], body: [[side("AWS's part", awsPart), side("The customer's part", customerPart)]] },
    layout: LAYOUT.twin,
    margin: [0, 0, 0, 6],
  }
}

function criteriaTable(context: SectionContext, criteria: readonly JudgedCriterion[]): Node[] {
  const { el } = context
  if (criteria.length === 0)
    return [
      el.subheading('Criteria', 40),
      el.text('The catalog holds no criterion for this topic.', { ...TYPE.body, italics: true, color: COLOR.muted }),
    ]
  return [
    el.subheading('Criteria', 110),
    el.table(
      [
        { title: 'Criterion', width: 224 },
        { title: 'Answers', width: 44 },
        { title: 'Verdict', width: 70 },
        { title: 'Rationale and basis', width: CONTENT_WIDTH - 224 - 44 - 70 - 30 },
      ],
      criteria.map((criterion) => [
        {
          stack: [
            el.text(criterion.statement, TYPE.cell),
            ...(criterion.howTested === null
              ? []
              : [el.text(`${METHOD[criterion.method]}: ${criterion.howTested}`, TYPE.small, { margin: [0, 1.5, 0, 0] })]),
            el.text(
              `${criterion.criterionId}; source: ${criterion.source}`,
              { ...TYPE.small, fontSize: 6.3, color: COLOR.muted },
              { margin: [0, 1.5, 0, 0] },
            ),
          ],
        },
        el.text(RESPONSIBILITY[criterion.responsibility], TYPE.cell),
        el.mark(VERDICT[criterion.verdict]),
        { stack: rationaleOf(context, criterion) },
      ]),
    ),
  ]
}

function rationaleOf(
  { el, model }: SectionContext,
  { criterionId, verdict, rationale, basis, reportId, proposal, updatedAt, updatedBy }: JudgedCriterion,
): Node[] {
  const nodes: Node[] = []
  for (const ground of [restsOn(model.source, reportId), basis].filter((text) => text !== null && text.trim() !== ''))
    nodes.push(
      el.mixed(
        [
          ['Rests on: ', { bold: true }],
          [ground ?? '', {}],
        ],
        {},
        TYPE.cell,
      ),
    )
  if (rationale.trim() !== '') nodes.push(el.block(rationale, TYPE.cell))
  if (proposal !== null) nodes.push(el.text(proposalWords(proposal, rationale), TYPE.small, { margin: [0, 1.5, 0, 0] }))
  if (model.source.changedSince.includes(criterionId))
    nodes.push(el.text('The evidence has changed since this verdict.', { ...TYPE.small, bold: true, color: COLOR.warn }))
  if (updatedBy !== null)
    nodes.push(
      el.text(`${updatedBy}${updatedAt === null ? '' : `, ${instant(updatedAt)}`}`, { ...TYPE.small, fontSize: 6.3, color: COLOR.muted }),
    )
  if (nodes.length > 0) return nodes
  return [
    el.text(verdict === 'not-tested' ? 'No verdict has been given.' : 'No rationale was written.', {
      ...TYPE.cell,
      italics: true,
      color: COLOR.muted,
    }),
  ]
}

/** What the evidence proposed and what became of it; the reason is not said twice where it is the rationale. */
function proposalWords({ decision, verdict, reason, restsOnTotal }: AnsweredProposal, rationale: string): string {
  const proposed = VERDICT[verdict].word.toLowerCase()
  const places = restsOnTotal === 0 ? '' : `, resting on ${plural(restsOnTotal, 'place')} in the evidence`
  const because = rationale.trim() === reason.trim() ? '' : `: ${reason}`
  return `Proposed by the evidence and ${decision} by the auditor: ${proposed}${places}${because}`
}

function evidenceSummary(context: SectionContext, section: TopicSection): Node[] {
  const { el } = context
  const { counts, checks } = section
  if (counts.total === 0)
    return [
      el.subheading('Evidence', 40),
      el.text('No record of any scan was filed under this topic.', { ...TYPE.body, italics: true, color: COLOR.muted }),
    ]
  const words = EvidenceResult.options.filter((result) => counts.byResult[result] > 0)
  const severities = Severity.options.filter((severity) => counts.failsBySeverity[severity] > 0)
  const gap: readonly [string, object] = ['    ', {}]
  return [
    el.subheading('Evidence', 100),
    el.mixed(
      [
        [`${plural(counts.total, 'record')}:    `, { bold: true }],
        ...words.flatMap((result) => [
          [
            `${RESULT[result].glyph}\u00a0${number(counts.byResult[result])} ${RESULT[result].word.toLowerCase()}`,
            { color: RESULT[result].color, bold: true },
          ] as const,
          gap,
        ]),
      ],
      { margin: [0, 0, 0, 2] },
    ),
    el.mixed(
      [
        ...(severities.length === 0
          ? []
          : [
              ['Fails by scanner severity:    ', {}] as const,
              ...severities.flatMap((severity) => [
                [
                  `${SEVERITY[severity].glyph}\u00a0${number(counts.failsBySeverity[severity])} ${SEVERITY[severity].word.toLowerCase()}`,
                  { color: SEVERITY[severity].color },
                ] as const,
                gap,
              ]),
            ]),
        [
          `muted ${number(counts.muted)} (failing ${number(counts.mutedFails)}), archived ${number(counts.byLifecycle.archived)}, resolved ${number(counts.byLifecycle.resolved)}`,
          {},
        ],
      ],
      { margin: [0, 0, 0, 6] },
      TYPE.small,
    ),
    checksTable(context, checks),
  ]
}

function checksTable({ el }: SectionContext, checks: readonly CheckCounts[]): Node {
  const figure = (n: number, color: string): Node =>
    el.text(n === 0 ? '·' : number(n), { ...TYPE.cell, color: n === 0 ? COLOR.muted : color, bold: n > 0 })
  return el.table(
    [
      { title: 'Check', width: CONTENT_WIDTH - 4 * 42 - 40 },
      { title: 'Fail', width: 42, align: 'right' },
      { title: 'Pass', width: 42, align: 'right' },
      { title: 'Other', width: 42, align: 'right' },
      { title: 'All', width: 42, align: 'right' },
    ],
    checks.map(({ check, title, counts }) => {
      const { fail, pass } = counts.byResult
      return [
        { stack: [el.text(check, { ...TYPE.cell, bold: true }), ...(title === null ? [] : [el.text(title, TYPE.small)])] },
        figure(fail, COLOR.bad),
        figure(pass, COLOR.good),
        figure(counts.total - fail - pass, COLOR.soft),
        figure(counts.total, COLOR.ink),
      ]
    }),
    LAYOUT.dense,
  )
}

function findingsList({ el }: SectionContext, { findings }: TopicSection): Node[] {
  if (findings.length === 0)
    return [
      el.subheading('Findings', 40),
      el.text('No finding was written under this topic.', { ...TYPE.body, italics: true, color: COLOR.muted }),
    ]
  return [el.subheading('Findings', 90), findingsTable(el, findings)]
}

function conclusionBox({ el }: SectionContext, section: TopicSection): Node[] {
  const { conclusion, rationale, concludedBy, concludedAt } = section
  const body: Node[] =
    rationale.trim() === ''
      ? [
          el.text(conclusion === 'not-concluded' ? 'No conclusion has been drawn on this topic.' : 'No rationale was written.', {
            ...TYPE.body,
            italics: true,
            color: COLOR.muted,
          }),
        ]
      : markdownNodes(el, rationale, CONTENT_WIDTH - 20)
  return [
    {
      ...el.panel(
        [
          el.label('Conclusion on the topic', { margin: [0, 0, 0, 2] }),
          el.mark(CONCLUSION[conclusion], { ...TYPE.body, fontSize: 10.5 }, { margin: [0, 0, 0, 3] }),
          ...body,
          ...(concludedBy === null
            ? []
            : [el.text(`${concludedBy}${concludedAt === null ? '' : `, ${instant(concludedAt)}`}`, TYPE.small)]),
        ],
        LAYOUT.note,
        [0, 10, 0, 4],
      ),
      needs: 80,
    },
  ]
}
