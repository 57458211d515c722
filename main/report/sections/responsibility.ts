// The shared responsibility statement.

import type { Node } from '../nodes.ts'
import { CONTENT_WIDTH, LAYOUT, TYPE } from '../theme.ts'
import { awsReportNodes } from './aws-reports.ts'
import type { Section, SectionContext } from './section.ts'

const HALF = (CONTENT_WIDTH - 8 - 40) / 2

export const responsibilitySection: Section = (context) => {
  const { el, model } = context
  const { service } = model.source
  return [
    el.heading('Shared responsibility', { id: 'responsibility', level: 1 }, { margin: [0, 26, 0, 10], needs: 330 }),
    el.text(
      `Security of ${service.name} is shared between AWS and the customer. This report keeps the two parts apart, topic by topic, and says for every criterion who answers for it.`,
      TYPE.body,
      { margin: [0, 0, 0, 8] },
    ),
    {
      table: {
        widths: [HALF, HALF],
        body: [
          [
            part(context, 'Security of the cloud: AWS', [
              'AWS protects the infrastructure that runs its services and gives the customer services that can be used securely.',
              'Third-party auditors test this part regularly under the AWS compliance programs. This report does not test it. Where a criterion rests on AWS, its verdict is "inherited" and names the AWS report and period it rests on; AWS\'s part is never called passed by us.',
            ]),
            part(context, 'Security in the cloud: the customer', [
              "The customer's responsibility follows from the services used and from the three factors above: the sensitivity of the data, the company's requirements, and the applicable laws and regulations.",
              'This part is what an auditor judges here, by evidence, documents, interviews and observation. A criterion without a verdict is shown as not tested.',
            ]),
          ],
        ],
      },
      layout: LAYOUT.twin,
      margin: [0, 0, 0, 8],
    },
    el.text(
      service.hasChapter
        ? `The frame is the service's own Security chapter${service.chapterTitle ? ` ("${service.chapterTitle}")` : ''}: its topics, in its order. Source: ${service.chapterSource ?? 'not stated'}.`
        : `No Security chapter of ${service.name} is known to the catalog. The eight canonical topics stand in for it.`,
      TYPE.small,
      { margin: [0, 0, 0, 4] },
    ),
    ...awsReportNodes(context),
  ]
}

const part = ({ el }: SectionContext, title: string, paragraphs: readonly string[]): Node => ({
  stack: [el.text(title, TYPE.h3, { margin: [0, 0, 0, 4] }), ...paragraphs.map((p) => el.text(p, TYPE.body, { margin: [0, 0, 0, 4] }))],
})
