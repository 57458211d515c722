import { expect, it } from 'vitest'
import { pickedFile } from '../../platform/host-values.ts'
import { copyWords } from './copy-words.ts'

const token = '0'.repeat(32)
const fromHost = (more: object) => pickedFile({ ok: true, value: { token, name: 'q3 2.tickmark', ...more } })

it('says where a copy is kept and that the original is not changed', () => {
  const words = copyWords(fromHost({ keptIn: '/home/ada/Documents/Tickmark' }))
  expect(words).toContain('“q3 2.tickmark” is kept in /home/ada/Documents/Tickmark')
  expect(words).toContain('the file you chose is not changed')
})

it('says nothing where the chosen file itself is opened', () => {
  expect(copyWords(fromHost({}))).toBeNull()
})
