// How to read the report: which marks there are, and what "inherited", "not tested" and "muted" mean here.

import type { Node } from '../nodes.ts'
import { COLOR, TYPE } from '../theme.ts'
import type { Mark } from '../words.ts'
import { RESULT, STATE, VERDICT } from '../words.ts'
import type { SectionContext } from './section.ts'

export function marksNodes(context: SectionContext): Node[] {
  const { el } = context
  return [
    el.subheading('How to read the marks', 150),
    legend(context, 'State of a topic', Object.values(STATE)),
    legend(context, 'Verdict on a criterion', Object.values(VERDICT)),
    legend(context, 'Result of a record', Object.values(RESULT)),
    el.text(
      '"Exceptions" means at least one failing record that the scanner holds to be current, or a criterion not met. "No exceptions" means passing evidence or a met criterion, nothing failing and nothing left open; records the scanner did not decide (manual, error, skipped, unknown) are open until a criterion of the topic is judged met. "Inconclusive" means that such records are open, or that there are none but informational, archived or resolved ones. "Not tested" is a result of its own: no verdict and no evidence for a topic, no verdict for a criterion. Muted records were silenced in the scanner; they keep their result, are counted with it, a muted fail is still a fail, and their number stands beside it. Archived and resolved records are no longer held current by the scanner; they are listed and counted too, but neither pass nor fail a topic. Marks in brown like <U+202E> stand for characters that cannot be drawn or would be invisible.',
      TYPE.small,
      { margin: [0, 4, 0, 0] },
    ),
  ]
}

const legend = ({ el }: SectionContext, name: string, marks: readonly Mark[]): Node =>
  el.mixed(
    [
      [`${name}:  `, { color: COLOR.muted }],
      ...marks.flatMap(({ glyph, word, color }): (readonly [string, { color: string; bold?: boolean }])[] => [
        [`${glyph}\u00a0${word.replaceAll(' ', '\u00a0')}`, { color, bold: true }],
        ['    ', { color }],
      ]),
    ],
    { margin: [0, 0, 0, 3] },
    TYPE.small,
  )
