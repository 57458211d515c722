import { describe, expect, it } from 'vitest'
import { createNameJudge } from './names.ts'

const judge = (name: string) => createNameJudge()(name)

describe('names of members', () => {
  it.each(['a.json', 'scan/a.json', 'a..b/..c', 'CON', 'aux.json', 'NUL.csv', 'a b', 'ä.json', 'trailing.', 'xy:z.json'])(
    'keeps %j',
    (name) => {
      expect(judge(name)).toEqual({ name, folder: false, refusal: null })
    },
  )

  it.each([
    ['', 'no name'],
    ['/etc/passwd', 'absolute'],
    ['\\\\server\\share', 'absolute'],
    ['C:\\scan.json', 'drive letter'],
    ['c:scan.json', 'drive letter'],
    ['../up.json', 'leads out'],
    ['a/../../up.json', 'leads out'],
    ['a\\..\\up.json', 'leads out'],
    ['./../up.json', 'leads out'],
    ['..', 'leads out'],
    ['a\0.json', 'control'],
    ['a\x1b[31m.json', 'control'],
    ['a\n.json', 'control'],
    ['a\u0085.json', 'control'],
    ['a\ufffd.json', 'UTF-8'],
    ['x'.repeat(1025), '1025 characters'],
  ])('refuses %j', (name, reason) => {
    expect(judge(name).refusal).toContain(reason)
  })

  it('shows no control character and no endless name', () => {
    expect(judge('a\x1b[31m\x7f.json').name).toBe('a␛[31m␡.json')
    expect(judge('x'.repeat(70_000)).name).toHaveLength(201)
  })

  it('reads backslashes as slashes and leaves ./ out', () => {
    expect(judge('scan\\a.json').name).toBe('scan/a.json')
    expect(judge('././scan/a.json').name).toBe('scan/a.json')
    expect(judge('./').folder).toBe(true)
    expect(judge('scan\\').folder).toBe(true)
  })

  it('refuses the second of two equal names, and only equal ones', () => {
    const next = createNameJudge()
    const names = ['a.json', 'A.json', '\u00e9.json', 'e\u0301.json', './a.json', 'a.json']
    expect(names.map((name) => next(name).refusal === null)).toEqual([true, true, true, true, false, false])
  })
})
