import { describe, expect, it } from 'vitest'
import { measureFiling } from './filing.ts'

const measured = measureFiling()
if (measured === null) console.warn('bench/filing: ../shared/catalog IS ABSENT; filing was not measured against labels')

describe.runIf(measured !== null)('filing by topic, against Security Hub’s own categories', () => {
  const scores = measured?.scores ?? []
  const [, , unseen, withIds] = scores

  it('says the same for at least 92 of 100 controls of the third set aside, without any table of ids', () => {
    expect(unseen).toMatchObject({ name: expect.stringContaining('set aside') as string, n: 150 })
    expect((unseen?.right ?? 0) / (unseen?.n ?? 1)).toBeGreaterThanOrEqual(0.92)
  })

  it('says the same for at least 99 of 100 with it', () => {
    expect((withIds?.right ?? 0) / (withIds?.n ?? 1)).toBeGreaterThanOrEqual(0.99)
  })

  it('files every control and check or leaves it in the tray', () => {
    expect(scores.map(({ right, wrong, tray }) => right + wrong + tray)).toEqual(scores.map(({ n }) => n))
    expect(scores.map(({ n }) => n)).toEqual([398, 248, 150, 398, 248, 150, 198, 146, 52, 198, 146, 52])
  })
})
