// File names from a page or a report, made safe for any file system. Law 7: a name is never a path.
import { parse } from 'node:path'

/**
 * Gives the last segment of a name without anything a file system could read as a path, a device, an option or a hidden file.
 * Cut to 180 UTF-8 bytes with its ending kept. Never empty.
 */
export function safeFileName(name: string): string {
  const last = name.normalize('NFC').split(/[\\/]/).at(-1) ?? ''
  const plain = [...last]
    .map((char) => (/[\p{Cc}\p{Cf}\p{Cs}<>:"|?*]/u.test(char) ? '_' : char))
    .join('')
    .replace(/^[\s.-]+|[\s.]+$/g, '')
  const { name: stem, ext } = parse(/^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i.test(plain) ? `_${plain}` : plain)
  const room = 180 - Buffer.byteLength(ext)
  if (room < 20) return cut(`${stem}${ext}`, 180) || 'file'
  return `${cut(stem, room)}${ext}` || 'file'
}

function cut(text: string, bytes: number): string {
  let kept = ''
  let size = 0
  for (const char of text) {
    size += Buffer.byteLength(char)
    if (size > bytes) break
    kept += char
  }
  return kept
}
