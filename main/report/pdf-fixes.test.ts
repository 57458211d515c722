import { describe, expect, it } from 'vitest'
import { countOutlines, escapedInfo, escapeXml, type Outline } from './pdf-fixes.ts'

const outline = (expanded: boolean, ...children: Outline[]): Outline => ({ children, outlineData: {}, options: { expanded } })

describe('countOutlines', () => {
  it('counts what is visible at the root and below open bookmarks, and negatively below closed ones', () => {
    const open = outline(true, outline(false), outline(false))
    const closed = outline(false, outline(false))
    const root = outline(false, open, closed)
    countOutlines(root)
    expect(root.outlineData).toEqual({ Count: 4 })
    expect(open.outlineData).toEqual({ Count: 2 })
    expect(closed.outlineData).toEqual({ Count: -1 })
  })
})

describe('escapedInfo', () => {
  it('escapes texts and leaves dates alone', () => {
    const at = new Date(0)
    expect(escapedInfo({ Title: 'R&D <S3>', CreationDate: at })).toEqual({ Title: 'R&amp;D &lt;S3&gt;', CreationDate: at })
    expect(escapeXml(`"'`)).toBe('&quot;&apos;')
  })
})
