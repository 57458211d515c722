import { expect, it } from 'vitest'
import { columnsFor, leastWidth } from '../../design/column-choice.ts'
import { findingColumns } from './finding-columns.tsx'

const columns = findingColumns({ service: String, topic: String })

it('never needs more room than the list has, from 240 pixels on', () => {
  const widths = [240, ...columns.flatMap(({ from = 0 }) => (from > 240 ? [from] : []))]
  expect(widths.filter((width) => leastWidth(columnsFor(columns, width)) > width)).toEqual([])
})

it('keeps number, severity, title and status in a narrow list', () => {
  expect(columnsFor(columns, 560).map(({ id }) => id)).toEqual(['number', 'severity', 'title', 'status'])
})
