// The list of files waiting to be imported: what was offered, what each one is, what a person said of it, and whether it will
// be read. Pure; picking, detecting and importing are done by import-session.ts.
import type { DetectedFile } from '#contract/imports'
import type { Directions } from '#domain/imports'
import { FORMAT_WORDS } from './format-words.ts'

export type QueuedFile = DetectedFile & {
  /** The folder or archive it came in with; null where it was named by itself. */
  readonly group: string | null
  /** What the person says of it here; null = nothing, so that detection and remembered answers hold. */
  readonly answer: Directions | null
  readonly wanted: boolean
}

/** What was named, for the files found behind it: the group they share and where they lie in it. */
export type Named = { readonly name: string; readonly within: string | null }

/**
 * Files found behind one named thing, as they stand in the list. A folder or archive is a group; `within` is the place of a file
 * whose folder the window itself walked (the browser's).
 */
export function queuedFiles({ name, within }: Named, detected: readonly DetectedFile[]): readonly QueuedFile[] {
  const folders = within === null ? [] : within.split('/').slice(0, -1)
  const isGroup = folders.length > 0 || detected.length > 1 || detected.some(({ fileName }) => fileName.includes('/'))
  const group = isGroup ? (folders[0] ?? name) : null
  return detected.map((file) => ({
    ...file,
    group,
    answer: null,
    wanted: file.isFile && (file.detection.importable || file.remembered !== null),
  }))
}

/** Adds files behind those already there; a file offered twice stays once, with the newer detection. */
export function addToQueue(queue: readonly QueuedFile[], added: readonly QueuedFile[]): readonly QueuedFile[] {
  const byToken = new Map(queue.map((file) => [file.token, file]))
  for (const file of added) byToken.set(file.token, file)
  return [...byToken.values()]
}

/** What a person has said of a file, here or before; null = nothing. */
export const saidOf = (file: QueuedFile): Directions | null => file.answer ?? file.remembered

/** True where someone said what the file is, so that detection no longer decides. */
export const isSaid = (said: Directions | null): boolean =>
  said?.formatId !== undefined || said?.about !== undefined || said?.profile !== undefined

/** `ready`: will be read if wanted. `ask`: a person has to say what it is. `aside`: nothing can read it. */
export type Readiness = 'ready' | 'ask' | 'aside'

export function readiness(file: QueuedFile): Readiness {
  if (!file.isFile) return 'aside'
  if (isSaid(saidOf(file)) || file.detection.importable) return 'ready'
  return file.detection.formatId === 'unreadable' ? 'aside' : 'ask'
}

/** What will happen to a file, in a few plain words. */
export function readinessWords(file: QueuedFile): string {
  const said = saidOf(file)
  if (readiness(file) === 'ready' && isSaid(said) && said !== null) {
    const words = directionWords(said)
    return file.answer === null ? `As answered before: ${words}` : `As you say: ${words}`
  }
  switch (readiness(file)) {
    case 'ready':
      return file.detection.formatId === 'attachment' ? 'Kept as a document' : 'Ready'
    case 'ask':
      return 'Needs an answer'
    case 'aside':
      return file.isFile ? 'Unreadable' : 'No file to read'
  }
}

/** What a person said of a file, in words. */
export function directionWords({ formatId, about, profile }: Directions): string {
  if (about !== undefined) return `aws ${about.service} ${about.operation}`
  if (profile !== undefined) return `mapping “${profile.name}”`
  return formatId === undefined ? 'as detected' : FORMAT_WORDS[formatId]
}

/** True where the text is no UTF-8 and nobody has yet agreed to read it as Windows code page 1252. */
export const asksForEncoding = (file: QueuedFile): boolean =>
  file.detection.encoding === 'windows-1252' && saidOf(file)?.encoding === undefined && readiness(file) !== 'aside'

const keyOf = (file: Pick<QueuedFile, 'group' | 'fileName'>): string => JSON.stringify([file.group, file.fileName])

/** Tokens of the archives in a list whose members stand in it too: such an archive goes in with its members, never by itself. */
export function archivesIn(queue: readonly QueuedFile[]): ReadonlySet<string> {
  const byName = new Map(queue.map((file) => [keyOf(file), file.token]))
  const archives = new Set<string>()
  for (const file of queue) {
    for (let slash = file.fileName.indexOf('/'); slash !== -1; slash = file.fileName.indexOf('/', slash + 1)) {
      const archive = byName.get(keyOf({ group: file.group, fileName: file.fileName.slice(0, slash) }))
      if (archive !== undefined) archives.add(archive)
    }
  }
  return archives
}

/** The members of an archive that stand in the list with it. */
export const membersOf = (queue: readonly QueuedFile[], archive: QueuedFile): readonly QueuedFile[] =>
  queue.filter((file) => file.group === archive.group && file.fileName.startsWith(`${archive.fileName}/`))

/** The files an import will read, in the order of the list. */
export function chosen(queue: readonly QueuedFile[]): readonly QueuedFile[] {
  const archives = archivesIn(queue)
  const own = new Set(
    queue.filter((file) => !archives.has(file.token) && file.wanted && readiness(file) === 'ready').map(({ token }) => token),
  )
  return queue.filter(
    (file) => own.has(file.token) || (archives.has(file.token) && membersOf(queue, file).some(({ token }) => own.has(token))),
  )
}

export type QueueSummary = {
  readonly files: number
  readonly chosen: number
  /** Bytes that will be read, as far as known. */
  readonly bytes: number
  readonly ask: number
  readonly aside: number
}

/** Counts for the line above the list. */
export function summarise(queue: readonly QueuedFile[]): QueueSummary {
  const reading = chosen(queue)
  const archives = archivesIn(queue)
  return {
    files: queue.length,
    chosen: reading.length,
    // An archive's bytes are read as those of its members.
    bytes: reading.reduce((total, file) => total + (archives.has(file.token) ? 0 : (file.bytes ?? 0)), 0),
    ask: queue.filter((file) => readiness(file) === 'ask').length,
    aside: queue.filter((file) => readiness(file) === 'aside').length,
  }
}

/** Whether all, some or none of the files that can be read are wanted. */
export function wantedOf(files: readonly QueuedFile[]): boolean | 'mixed' {
  const readable = files.filter((file) => readiness(file) === 'ready')
  const wanted = readable.filter((file) => file.wanted).length
  return wanted === 0 ? false : wanted === readable.length ? true : 'mixed'
}

/** Changes the files with these tokens. */
export const changed = (
  queue: readonly QueuedFile[],
  tokens: ReadonlySet<string>,
  change: (file: QueuedFile) => Partial<Pick<QueuedFile, 'answer' | 'wanted'>>,
): readonly QueuedFile[] => queue.map((file) => (tokens.has(file.token) ? { ...file, ...change(file) } : file))

/** A line of the table: a file, or the head of the group the next files belong to. */
export type QueueLine =
  | { readonly kind: 'group'; readonly key: string; readonly name: string; readonly files: readonly QueuedFile[] }
  | { readonly kind: 'file'; readonly key: string; readonly file: QueuedFile; readonly archive: boolean }

const byName = new Intl.Collator('en', { numeric: true })

/** The list as lines: files named by themselves as they came, each group under its head in the order of its names. */
export function queueLines(queue: readonly QueuedFile[]): readonly QueueLine[] {
  const archives = archivesIn(queue)
  const groups = new Map<string | null, QueuedFile[]>()
  for (const file of queue) {
    const files = groups.get(file.group)
    if (files === undefined) groups.set(file.group, [file])
    else files.push(file)
  }
  return [...groups].flatMap(([name, files]) => {
    const ordered = name === null ? files : files.toSorted((a, b) => byName.compare(a.fileName, b.fileName))
    const lines = ordered.map((file): QueueLine => ({ kind: 'file', key: file.token, file, archive: archives.has(file.token) }))
    return name === null ? lines : [{ kind: 'group' as const, key: `group ${name}`, name, files }, ...lines]
  })
}

/** Reads `aws iam get-account-summary --output json` as people copy it; null where it names no service and operation. */
export function readCommand(text: string): Directions['about'] | null {
  const words = text.trim().toLowerCase().split(/\s+/)
  const [service, operation] = words[0] === 'aws' ? words.slice(1) : words
  const word = /^[a-z][a-z0-9-]*$/
  return service !== undefined && operation !== undefined && word.test(service) && word.test(operation) ? { service, operation } : null
}
