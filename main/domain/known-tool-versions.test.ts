import { describe, expect, it } from 'vitest'
import { FormatId } from './imports.ts'
import { isInRange, KNOWN_TOOL_VERSIONS, versionParts } from './known-tool-versions.ts'

describe('KNOWN_TOOL_VERSIONS', () => {
  it.each(KNOWN_TOOL_VERSIONS)('$tool from $from: $wrong', ({ from, before, formats, wrong, source }) => {
    expect(isInRange(from, { from, before })).toBe(true)
    if (before !== null) expect(isInRange(before, { from, before })).toBe(false)
    for (const formatId of formats ?? []) expect(FormatId.options).toContain(formatId)
    expect(wrong).not.toMatch(/\.$/)
    expect(source).toMatch(/^FORMATS\.md §\d/)
  })
})

describe('versions', () => {
  it('are compared by their numbers, part by part', () => {
    const range = { from: '4.0.0', before: '4.10' }
    expect(['4', '4.0', '4.0.1', 'v4.9.9', '4.2-beta', ' 4.1'].filter((version) => !isInRange(version, range))).toEqual([])
    expect(['3.16.17', '4.10.0', '5', '', 'dev', '<version>', '-4.1'].filter((version) => isInRange(version, range))).toEqual([])
    expect(isInRange('99.0', { from: '5.32', before: null })).toBe(true)
  })

  it('keep only the numbers they begin with', () => {
    expect(versionParts('3.0-beta-21Nov2022')).toEqual([3, 0])
    expect(versionParts('2.4.0-07042021')).toEqual([2, 4, 0])
    expect(versionParts('Prowler 4')).toBeNull()
  })
})
