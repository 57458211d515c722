// The table of contents; page numbers are filled in by the layout engine.
import { COLOR, TYPE } from '../theme.ts'
import type { Section } from './section.ts'

export const contentsSection: Section = ({ el }) => [
  { ...el.text('Contents', TYPE.h1, { margin: [0, 0, 0, 8] }), pageBreak: 'before' },
  { toc: { numberStyle: { fontSize: 9, color: COLOR.soft } } },
]
