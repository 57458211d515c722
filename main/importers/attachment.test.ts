import { describe, expect, it } from 'vitest'
import { attachment } from './attachment.ts'
import { detectFormat } from './detect.ts'
import { bytesOf, fixture, headOf, readAll } from './reading.fixture.ts'

const latin1 = (text: string): Uint8Array => Uint8Array.from(text, (char) => char.charCodeAt(0))
const detect = (bytes: Uint8Array) => detectFormat(headOf(bytes))

describe('documents kept as they are', () => {
  it.each([
    ['gitlab.json', 'GitLab security report'],
    ['notes.md', 'Markdown'],
    ['page.html', 'HTML page'],
  ])('%s is a %s and gives neither records nor warnings', async (name, label) => {
    const bytes = fixture('attachment', name)
    expect(detect(bytes)).toMatchObject({ formatId: 'attachment', label, importable: true })
    for (const size of [1, 64 * 1024]) expect((await readAll(attachment, bytes, size)).items).toEqual([])
  })

  it.each([
    ['PDF document', '%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj'],
    ['PDF document', '%PDF-1.4\nonly text so far'],
    ['PNG picture', '\x89PNG\r\n\x1a\n\0\0\0\rIHDR'],
    ['JPEG picture', '\xff\xd8\xff\xe0\0\x10JFIF\0'],
    ['GIF picture', 'GIF89a\x01\0\x01\0'],
    ['WebP picture', 'RIFF\x10\0\0\0WEBPVP8 '],
    ['Office document', `PK\x03\x04\x14\0\x06\0${'\0'.repeat(22)}[Content_Types].xml`],
    ['OpenDocument file', `PK\x03\x04\x14\0\0\0${'\0'.repeat(22)}mimetypeapplication/vnd.oasis.opendocument.text`],
    ['Office document of the old kind', '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\0\0'],
  ])('%s is known by its first bytes and needs no encoding', (label, text) => {
    expect(detect(latin1(text))).toMatchObject({ formatId: 'attachment', label, confidence: 'certain', encoding: 'utf-8' })
  })

  it.each([
    ['another archive', `PK\x03\x04\x14\0\0\0${'\0'.repeat(22)}scan.json`],
    ['other binary data', '\0\x01\x02\x03'],
    ['a comment of another language', '# resource "aws_s3_bucket"\nname: x\n'],
    ['a GitLab report without its scan', '{"version":"15","vulnerabilities":[]}'],
    ['other XML', '<?xml version="1.0"?><report/>'],
  ])('%s is none', (_, text) => {
    expect(detect(latin1(text)).formatId).toBe('unknown')
  })

  it('has no record to cut again', () => {
    expect(() => attachment.recut(bytesOf('{}'), null)).toThrow(expect.objectContaining({ code: 'import-rejected' }))
  })
})
