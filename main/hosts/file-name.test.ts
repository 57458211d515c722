import { describe, expect, it } from 'vitest'
import { safeFileName } from './file-name.ts'

describe('safe file names', () => {
  it.each([
    ['report.pdf', 'report.pdf'],
    ['Prüfbericht Ünïcode 報告.pdf', 'Prüfbericht Ünïcode 報告.pdf'],
    ['../../etc/passwd', 'passwd'],
    ['C:\\Windows\\system32\\x.json', 'x.json'],
    ['.bashrc', 'bashrc'],
    ['--force.json', 'force.json'],
    ['a\u0000b\nc.json', 'a_b_c.json'],
    ['evil\u202egpj.exe', 'evil_gpj.exe'],
    ['what?<1>|"2".csv', 'what__1___2_.csv'],
    ['con.txt', '_con.txt'],
    ['LPT1', '_LPT1'],
    ['trailing. ', 'trailing'],
    ['', 'file'],
    ['...', 'file'],
    ['/', 'file'],
  ])('%j becomes %j', (given, safe) => {
    expect(safeFileName(given)).toBe(safe)
  })

  it('cuts long names between characters and keeps their ending', () => {
    const name = safeFileName(`${'ü'.repeat(400)}.ocsf.json`)
    expect(Buffer.byteLength(name)).toBeLessThanOrEqual(180)
    expect(name).toMatch(/^ü+\.json$|^ü+.*\.json$/)
    expect(Buffer.byteLength(safeFileName(`x.${'y'.repeat(400)}`))).toBeLessThanOrEqual(180)
  })
})
