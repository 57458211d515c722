import { describe, expect, it } from 'vitest'
import { escapedInfo, escapeXml, mendOutlines, type Outline } from './pdf-fixes.ts'

const outline = (expanded: boolean, ...children: Outline[]): Outline => ({ children, outlineData: {}, options: { expanded } })

describe('mendOutlines', () => {
  it('counts what is visible at the root and below open bookmarks, and negatively below closed ones', () => {
    const open = outline(true, outline(false), outline(false))
    const closed = outline(false, outline(false))
    const root = outline(false, open, closed)
    mendOutlines(root)
    expect(root.outlineData).toEqual({ Count: 4 })
    expect(open.outlineData).toEqual({ Count: 2 })
    expect(closed.outlineData).toEqual({ Count: -1 })
  })

  it('leads to the left edge of the page', () => {
    const root = outline(false, { children: [], outlineData: { Dest: ['page', 'XYZ', 595.28, 841.89, 0] }, options: {} })
    mendOutlines(root)
    expect(root.children[0]?.outlineData['Dest']).toEqual(['page', 'XYZ', 0, 841.89, 0])
  })
})

describe('escapedInfo', () => {
  it('escapes texts and leaves dates alone', () => {
    const at = new Date(0)
    expect(escapedInfo({ Title: 'R&D <S3>', CreationDate: at })).toEqual({ Title: 'R&amp;D &lt;S3&gt;', CreationDate: at })
    expect(escapeXml(`"'`)).toBe('&quot;&apos;')
  })
})
