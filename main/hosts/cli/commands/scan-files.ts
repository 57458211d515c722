// From the paths a person names to the files behind them, each with the path as the person would write it; and back from what
// became of them. Folders and archives are walked by the program, not here.
import { basename, join, resolve } from 'node:path'
import type { Output } from '#contract'
import type { Directions, FileOutcome } from '#domain/imports'
import type { Io } from '../io.ts'
import { existing, type Session } from '../session.ts'

type Detected = Output<'imports.detect'>[number]

export type ScanFile = {
  readonly token: string
  readonly path: string
  /** As the program names it: relative to what was named. */
  readonly fileName: string
  readonly bytes: number | null
  /** False for links, pipes and the like, and for members the limits refuse: never read. */
  readonly isFile: boolean
  readonly detection: Detected['detection']
  /** True where the person named the file itself, false where it was found in a named folder or archive. */
  readonly named: boolean
  /** True for an archive whose members follow: it is kept as a document, and its members are what is imported. */
  readonly isArchive: boolean
}

/** What one named path stands for. */
export type NamedPath = { readonly token: string; readonly files: readonly ScanFile[] }

/** Looks at everything behind the paths, in the order named. Throws `input-unreadable` where a path does not exist. */
export async function detectPaths(session: Session, io: Io, paths: readonly string[]): Promise<readonly NamedPath[]> {
  const named: NamedPath[] = []
  for (const path of paths) {
    const { isFolder } = existing(io, path)
    const token = session.tokenOf(path)
    const detected = await session.call('imports.detect', { files: [token] })
    const prefix = isFolder ? join(path, '_').slice(0, -1) : ''
    const whole = basename(resolve(io.cwd, path))
    const files = detected.map((file, index): ScanFile => {
      const isNamed = !isFolder && index === 0
      return {
        token: file.token,
        path: isFolder ? prefix + file.fileName : isNamed ? path : path + file.fileName.slice(whole.length),
        fileName: file.fileName,
        bytes: file.bytes,
        isFile: file.isFile,
        detection: file.detection,
        named: isNamed,
        isArchive: detected[index + 1]?.fileName.startsWith(`${file.fileName}/`) === true,
      }
    })
    named.push({ token, files })
  }
  return named
}

/** Every file once, as the program reads it: a file met again keeps its first place, and a name of its own counts. */
export function eachOnce(named: readonly NamedPath[]): readonly ScanFile[] {
  const files = new Map<string, ScanFile>()
  for (const file of named.flatMap(({ files: found }) => found)) {
    const before = files.get(file.token)
    files.set(
      file.token,
      before === undefined ? file : { ...before, path: file.named ? file.path : before.path, named: before.named || file.named },
    )
  }
  return [...files.values()]
}

type Chosen = { readonly token: string; readonly directions?: Directions }
export type Choice = { readonly chosen: readonly Chosen[]; readonly expected: readonly ScanFile[] }

/**
 * What an import is asked for. A path goes as it was named, so that the program walks it in one pass; only where its files are
 * directed differently does each go by itself. `expected` are the files in the order their outcomes come.
 */
export function choose(named: readonly NamedPath[], directionsOf: (file: ScanFile) => Directions | null): Choice {
  const chosen: Chosen[] = []
  const asked: NamedPath[] = []
  for (const { token, files } of named) {
    const readable = files.filter(({ isFile }) => isFile)
    const said = new Map(
      readable.filter(({ isArchive }) => !isArchive).map((file) => [JSON.stringify(directionsOf(file)), directionsOf(file)]),
    )
    if (said.size <= 1) {
      const [directions = null] = said.values()
      chosen.push(chosenAs(token, directions))
      asked.push({ token, files })
    } else {
      chosen.push(...readable.map((file) => chosenAs(file.token, file.isArchive ? null : directionsOf(file))))
      asked.push({ token, files: readable })
    }
  }
  return { chosen, expected: eachOnce(asked) }
}

const chosenAs = (token: string, directions: Directions | null): Chosen => (directions === null ? { token } : { token, directions })

export type ReadFile = {
  /** `detection` is what a look at it said before. */
  readonly file: Pick<ScanFile, 'path' | 'named' | 'isArchive'> & Partial<Pick<ScanFile, 'detection'>>
  readonly outcome: FileOutcome
}

/** Outcomes come in the order of the files. One nobody expected, because a folder changed meanwhile, is told by its own name. */
export function paired(expected: readonly ScanFile[], outcomes: readonly FileOutcome[]): readonly ReadFile[] {
  let next = 0
  return outcomes.map((outcome) => {
    let at = next
    while (at < expected.length && expected[at]?.fileName !== outcome.fileName) at += 1
    const file = expected[at]
    if (file === undefined) return { file: { path: outcome.fileName, named: false, isArchive: false }, outcome }
    next = at + 1
    return { file, outcome }
  })
}
