// The balance page: every sum that was checked before this report was allowed to exist, both sides printed.
import type { BalanceLine } from '#domain/report'
import type { Node } from '../nodes.ts'
import { COLOR, CONTENT_WIDTH, LAYOUT, TYPE } from '../theme.ts'
import { number, plural, standingWords } from '../words.ts'
import type { Section, SectionContext } from './section.ts'

/** Sums that exist once per import, finding or result are printed as one row for each of these. */
const NUMBERED = /^(import|finding|result)-(\d+|[a-z-]+)-([a-z]+)$/

type Family = {
  readonly title: string
  readonly kind: 'import' | 'finding' | 'result'
  readonly columns: readonly (readonly [key: string, title: string])[]
}

const FAMILIES: readonly Family[] = [
  {
    title: 'Per result',
    kind: 'result',
    columns: [
      ['kept', 'Kept = counted again'],
      ['listed', 'Counted again = rows listed'],
    ],
  },
  {
    title: 'Per import',
    kind: 'import',
    columns: [
      ['records', 'Read = stored + rejected + dupl.'],
      ['rejections', 'Rejected = listed'],
      ['results', 'Stored = results'],
      ['severities', 'Stored = severities'],
      ['services', 'Stored = services'],
      ['rows', 'This service = rows'],
    ],
  },
  {
    title: 'Per finding',
    kind: 'finding',
    columns: [
      ['fails', 'Fails = kept counts'],
      ['listed', 'Fails = rows listed'],
      ['records', 'Records = kept counts'],
      ['muted', 'Muted fails = rows'],
    ],
  },
]

export const balanceSection: Section = (context) => {
  const { el, model } = context
  const { lines } = model.balance
  const single = lines.filter((line) => !NUMBERED.test(line.code))
  return [
    el.heading('Balance', { id: 'balance', level: 1 }, { pageBreak: 'before' }),
    el.text(
      `${plural(lines.length, 'sum')} were checked before this report was made, and all of them hold; a report with a single sum that does not is refused. "Kept" are the counts the engagement keeps as records come in; "counted again" is an independent count over the records themselves; "rows listed" are the rows of this report. ${standingWords(model.source)}`,
      TYPE.body,
      { margin: [0, 0, 0, 6] },
    ),
    el.table(
      [
        { title: 'Statement', width: CONTENT_WIDTH - 2 * 58 - 40 - 30 },
        { title: 'Left', width: 58, align: 'right' },
        { title: 'Right', width: 58, align: 'right' },
        { title: 'Holds', width: 40, align: 'center' },
      ],
      single.map((line) => [
        el.text(line.statement, TYPE.cell),
        el.text(number(line.left), TYPE.cell),
        el.text(number(line.right), TYPE.cell),
        tick(context, line.holds),
      ]),
      LAYOUT.dense,
    ),
    ...FAMILIES.flatMap((family) => familyTable(context, family)),
  ]
}

function familyTable(context: SectionContext, { title, kind, columns }: Family): Node[] {
  const { el, model } = context
  const bySubject = new Map<string, Map<string, BalanceLine>>()
  for (const line of model.balance.lines) {
    const [, of, subject, key] = NUMBERED.exec(line.code) ?? []
    if (of !== kind || subject === undefined || key === undefined) continue
    const group = bySubject.get(subject) ?? new Map<string, BalanceLine>()
    bySubject.set(subject, group.set(key, line))
  }
  if (bySubject.size === 0) return []
  const width = (CONTENT_WIDTH - 70 - columns.length * 10) / columns.length
  return [
    el.subheading(title, 90),
    el.table(
      [
        { title: kind === 'result' ? 'Result' : 'No.', width: 70 },
        ...columns.map(([, name]) => ({ title: name, width, align: 'right' as const })),
      ],
      [...bySubject].map(([subject, group]) => [
        el.text(kind === 'finding' ? `#${subject}` : subject, { ...TYPE.cell, bold: true }),
        ...columns.map(([key]): Node => {
          const line = group.get(key)
          if (!line) return el.text('·', { ...TYPE.cell, color: COLOR.muted })
          return el.mixed(
            [
              [`${number(line.left)} = ${number(line.right)}  `, {}],
              line.holds ? ['✓', { color: COLOR.good, bold: true }] : ['✗', { color: COLOR.bad, bold: true }],
            ],
            {},
            TYPE.cell,
          )
        }),
      ]),
      LAYOUT.dense,
    ),
  ]
}

const tick = ({ el }: SectionContext, holds: boolean): Node =>
  holds ? el.text('✓', { ...TYPE.cell, color: COLOR.good, bold: true }) : el.text('✗', { ...TYPE.cell, color: COLOR.bad, bold: true })
