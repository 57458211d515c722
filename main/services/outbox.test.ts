import { existsSync, mkdirSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { openOutbox } from './outbox.ts'
import { tempFolder } from './testing/temp.ts'

it('removes what crashed processes left, keeps that of running ones, and goes with its own', () => {
  const data = tempFolder()
  const dead = String(2 ** 22 + 1)
  const running = String(process.ppid)
  for (const name of [dead, running, 'not-a-process']) mkdirSync(join(data, 'outbox', name), { recursive: true })
  const outbox = openOutbox(data)
  expect(readdirSync(join(data, 'outbox'))).toEqual([running])
  mkdirSync(outbox.folder)
  outbox.remove()
  expect(existsSync(outbox.folder)).toBe(false)
})
