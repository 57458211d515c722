import { describe, expect, it } from 'vitest'
import { columnsFor } from './column-choice.ts'

const columns = [{ id: 'number', from: 400 }, { id: 'title' }, { id: 'owner', from: 900 }]
const at = (width: number) => columnsFor(columns, width).map(({ id }) => id)

describe('columns at a width', () => {
  it('come and go with the room there is, in their order', () => {
    expect([at(300), at(400), at(900)]).toEqual([['title'], ['number', 'title'], ['number', 'title', 'owner']])
  })

  it('are never none', () => {
    expect(columnsFor([{ id: 'only', from: 500 }], 0)).toHaveLength(1)
  })
})
