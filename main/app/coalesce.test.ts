import { setTimeout as wait } from 'node:timers/promises'
import { expect, it } from 'vitest'
import { createChangeTeller } from './coalesce.ts'

it('tells many changes together and loses none, not even at the end', async () => {
  const told: string[][] = []
  const teller = createChangeTeller((_event, payload) => {
    if ('subjects' in payload) told.push([...payload.subjects])
  })
  for (let i = 0; i < 100; i += 1) teller(['finding'])
  teller(['verdict'])
  expect(told).toEqual([])
  await wait(100)
  expect(told).toEqual([['finding', 'verdict']])
  teller(['report'])
  teller.close()
  expect(told).toEqual([['finding', 'verdict'], ['report']])
})
