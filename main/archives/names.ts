// Judges the names an archive gives its members. Nothing is ever written under them, so what is refused is what misleads a reader
// or a later tool. Names that are merely odd (CON, twins in case or Unicode form) are kept as they are.

/** `name` is fit to be shown; `folder` names a folder, which holds no scan. */
export type JudgedName = { readonly name: string; readonly folder: boolean; readonly refusal: string | null }

const MAX_NAME = 1024
const SHOWN = 200

/**
 * Makes the judge of one archive, who remembers the names it saw. Backslashes count as slashes, because some Windows tools write
 * them; a leading `./` is dropped, because `tar` writes it before everything.
 */
export function createNameJudge(): (written: string) => JudgedName {
  const seen = new Set<string>()
  return (written) => {
    const name = written.replaceAll('\\', '/').replace(/^(?:\.\/)+/, '')
    const folder = name === '' ? written !== '' : name.endsWith('/')
    const refusal = refusalOf(name, folder) ?? (!folder && seen.has(name) ? 'named twice in the archive; the first was read' : null)
    if (!folder && name.length <= MAX_NAME) seen.add(name)
    return { name: shown(name), folder, refusal }
  }
}

function refusalOf(name: string, folder: boolean): string | null {
  if (name === '') return folder ? null : 'it has no name'
  if (name.length > MAX_NAME) return `its name has ${name.length} characters`
  if (/[\0-\x1f\x7f-\x9f]/.test(name)) return 'its name holds control characters'
  if (name.includes('\ufffd')) return 'its name is no valid UTF-8'
  if (name.startsWith('/')) return 'its name is an absolute path'
  if (/^[A-Za-z]:/.test(name)) return 'its name begins with a drive letter'
  if (name.split('/').includes('..')) return 'its name leads out of the archive (..)'
  return null
}

/** Control characters as their pictures, so that no terminal obeys them; endless names cut. */
function shown(name: string): string {
  const visible = name
    .slice(0, MAX_NAME)
    .replace(/[\0-\x1f]/g, (control) => String.fromCharCode(0x2400 + control.charCodeAt(0)))
    .replace(/[\x7f-\x9f]/g, '\u2421')
  return name.length > MAX_NAME ? `${visible.slice(0, SHOWN)}…` : visible
}
