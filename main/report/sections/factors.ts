// The customer's three factors: what was answered, what was said in words, what nobody stated; which frameworks the answers bring and
// which criteria of the service they leave out, every one of them.
import { chosenOf, type FactorId, type FactorQuestion } from '#domain/factors'
import { markdownNodes } from '../markdown.ts'
import type { Node } from '../nodes.ts'
import { COLOR, CONTENT_WIDTH, LAYOUT, TYPE } from '../theme.ts'
import { NOT_STATED, plural } from '../words.ts'
import type { Section, SectionContext } from './section.ts'

const NAMES: Readonly<Record<FactorId, string>> = {
  dataSensitivity: 'Sensitivity of the data',
  companyRequirements: "The company's requirements",
  lawsAndRegulations: 'Applicable laws and regulations',
}

export const factorNodes: Section = (context) => {
  const { el } = context
  return [
    el.heading("The customer's three factors", { id: 'factors', parent: 'engagement', level: 2 }),
    el.text(
      "How much the customer has to do under the shared responsibility model depends on these three factors. They are the customer's own statements; this report takes them as its measure and does not test them.",
      TYPE.body,
      { margin: [0, 0, 0, 8] },
    ),
    ...(Object.keys(NAMES) as FactorId[]).map((factor) => factorPanel(context, factor)),
    ...selection(context),
  ]
}

function factorPanel(context: SectionContext, factor: FactorId): Node {
  const { el, model } = context
  const { questions, engagement } = model.source
  const words = engagement.factors[factor]
  const asked = questions.filter((question) => question.factor === factor)
  const answered = asked.filter((question) => chosenOf(question, engagement.factors.answers).length > 0)
  const open = asked.length - answered.length
  return el.panel(
    [
      el.text(NAMES[factor], TYPE.h3, { margin: [0, 0, 0, 3] }),
      ...answered.map((question) => answerLine(context, question)),
      ...(words.trim() === '' ? [] : [el.label('In words', { margin: [0, 3, 0, 1] }), ...markdownNodes(el, words, CONTENT_WIDTH - 20)]),
      ...(answered.length === 0 && words.trim() === '' ? [unstated(context)] : []),
      ...(open === 0 || (answered.length === 0 && words.trim() === '') ? [] : [openLine(context, asked)]),
    ],
    LAYOUT.panel,
    [0, 0, 0, 6],
  )
}

const answerLine = ({ el, model }: SectionContext, question: FactorQuestion): Node =>
  el.mixed(
    [
      [`${question.text} `, { color: COLOR.muted }],
      [
        chosenOf(question, model.source.engagement.factors.answers)
          .map(({ label }) => label)
          .join('; '),
        {},
      ],
    ],
    { margin: [0, 0, 0, 2] },
  )

/** Which questions nobody answered, by name: what is not stated leaves nothing out, and the reader must see it. */
function openLine({ el, model }: SectionContext, asked: readonly FactorQuestion[]): Node {
  const open = asked.filter((question) => chosenOf(question, model.source.engagement.factors.answers).length === 0)
  return el.text(
    `${NOT_STATED}: ${open.map(({ text }) => text).join(' ')}`,
    { ...TYPE.small, italics: true, color: COLOR.muted },
    { margin: [0, 3, 0, 0] },
  )
}

function selection({ el, model }: SectionContext): Node[] {
  const { criteria, leftOut, service, frameworks } = model.source
  const conditional = criteria.filter(({ when }) => when.length > 0).length
  return [
    el.subheading('What the answers select', 60),
    el.text(
      frameworks.length === 0
        ? 'The answers bring no framework into this audit.'
        : `The answers bring ${plural(frameworks.length, 'framework')} into this audit: ${frameworks.map(({ name }) => name).join('; ')}.`,
      TYPE.body,
      { margin: [0, 0, 0, 3] },
    ),
    el.text(
      `Of the ${plural(criteria.length + leftOut.length, 'criterion', 'criteria')} the catalog has for ${service.name}, ${criteria.length} stand on the checklist (${conditional} of them depend on these factors) and ${leftOut.length} ${leftOut.length === 1 ? 'is' : 'are'} left out. A criterion is left out only where every question it depends on is answered and none of the answers it stands for is chosen.`,
      TYPE.body,
      { margin: [0, 0, 0, 3] },
    ),
    ...(leftOut.length === 0
      ? []
      : [
          el.table(
            [
              { title: 'Left out', width: 190 },
              { title: 'Criterion', width: CONTENT_WIDTH - 190 - 10 },
            ],
            leftOut.map(({ criterionId, statement }) => [el.text(criterionId, TYPE.small), el.text(statement, TYPE.small)]),
            LAYOUT.dense,
          ),
        ]),
  ]
}

const unstated = ({ el }: SectionContext): Node => el.text(NOT_STATED, { ...TYPE.body, italics: true, color: COLOR.muted })
