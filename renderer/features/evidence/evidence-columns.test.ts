import { expect, it } from 'vitest'
import { columnsFor, leastWidth } from '../../design/column-choice.ts'
import { evidenceColumns } from './evidence-columns.tsx'

const columns = evidenceColumns({ service: String, topic: String })

it('never needs more room than the list has, from 240 pixels on', () => {
  const widths = [240, ...columns.flatMap(({ from = 0 }) => (from > 240 ? [from] : []))]
  expect(widths.filter((width) => leastWidth(columnsFor(columns, width)) > width)).toEqual([])
})

it('keeps result, severity, standing, check and resource in a narrow list', () => {
  expect(columnsFor(columns, 560).map(({ id }) => id)).toEqual(['result', 'severity', 'standing', 'check', 'resource'])
})
