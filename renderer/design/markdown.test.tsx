import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, it } from 'vitest'
import { Markdown } from './markdown.tsx'

const html = (text: string) => renderToStaticMarkup(<Markdown text={text} />)

describe('Markdown', () => {
  it('sets emphasis, lists, code and tables', () => {
    expect(html('**Root** has *no* `MFA`')).toContain('<strong>Root</strong> has <em>no</em> <code>MFA</code>')
    expect(html('3. c\n4. d')).toContain('<ol start="3">')
    expect(html('| a | b |\n|---|--:|\n| 1 | 2 |')).toContain('<td style="text-align:right">2</td>')
    expect(html('- [x] done\n- [ ] open')).toMatch(/☑ .*☐ /s)
  })

  it('shows raw HTML as text, in blocks and in lines', () => {
    expect(html('<script>alert(1)</script>')).toContain('&lt;script&gt;alert(1)&lt;/script&gt;')
    const inline = html('before <img src=x onerror=alert(1)> after')
    expect(inline).not.toMatch(/<img/)
    expect(inline).toContain('&lt;img src=x onerror=alert(1)&gt;')
  })

  it('loads no image and keeps its words', () => {
    const shown = html('![a diagram](https://example.com/x.png)')
    expect(shown).not.toMatch(/<img/)
    expect(shown).toContain('[image: a diagram]')
    expect(shown).toContain('https://example.com/x.png')
  })

  it('never makes a link, but prints where it points', () => {
    for (const address of ['https://example.com/a', 'javascript:alert(1)', 'file:///etc/passwd', 'data:text/html,x']) {
      const shown = html(`[click](${address})`)
      expect(shown).not.toMatch(/<a |href/)
      expect(shown).toContain(address)
    }
  })

  it('prints a bare address once', () => {
    expect(html('see https://example.com/a').match(/example\.com/g)).toHaveLength(1)
  })

  it('loses no words of constructs it does not set', () => {
    expect(html('text[^1]\n\n[^1]: the note')).toContain('the note')
    expect(html('[label]\n\n[label]: https://example.com')).toContain('label')
  })
})
