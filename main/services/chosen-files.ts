// From the tokens a person chose to the files of an import, each once: folders and archives opened up, the same file named twice
// read once.
import type { ParsedInput } from '#contract'
import type { FileVault } from '../app/ports.ts'
import type { ImportFile } from '../worker/jobs.ts'
import { type FoundFile, filesUnder } from './file-walk.ts'
import { bundlesAmong } from './kit-bundle.ts'

export type Chosen = ParsedInput<'imports.run'>['files'][number]
export type ChosenFile = {
  readonly file: ImportFile
  /** Why nothing reads it; null for a file like any other. */
  readonly refusal: string | null
}

/** Throws AppError('not-found') for an unknown token, and as `filesUnder` does where a named path cannot be read. */
export async function filesOfChoice(vault: FileVault, chosen: readonly Chosen[]): Promise<ChosenFile[]> {
  const under = walker()
  const named = chosen.map(({ token, directions }) => ({ ...vault.file(token), directions: directions ?? null }))
  /** Archives of which members were chosen one by one: their own token stands for themselves alone. */
  const picked = new Set(named.filter(({ member }) => member !== null).map(({ path }) => path))
  const files = new Map<string, ChosenFile>()
  for (const { path, member, name, directions } of named) {
    for (const { refusal, ...file } of await under(path)) {
      const isSelf = file.path === path && file.member === member
      const isWanted = member === null ? isSelf || file.member === null || !picked.has(file.path) : isSelf
      const key = JSON.stringify([file.path, file.member])
      if (!isWanted || files.has(key)) continue
      files.set(key, {
        file: { ...file, name: isSelf ? name : nameBehind(name, file.name), directions: directionsFor(file, directions) },
        refusal,
      })
    }
  }
  return [...files.values()]
}

/** The name of a file found behind a named one, which may lie in a folder itself. */
export const nameBehind = (name: string, found: string): string => `${name.slice(0, name.lastIndexOf('/') + 1)}${found}`

/** Walks each path once, however many of its members are named: an archive is not unpacked again for each. */
function walker(): (path: string) => Promise<readonly FoundFile[]> {
  const walked = new Map<string, Promise<readonly FoundFile[]>>()
  return (path) => {
    const known = walked.get(path) ?? filesUnder(path)
    walked.set(path, known)
    return known
  }
}

/** An archive is kept as a document whatever was said of its members. */
const directionsFor = (file: Pick<FoundFile, 'archive' | 'member'>, directions: ImportFile['directions']): ImportFile['directions'] =>
  file.archive !== null && file.member === null ? { formatId: 'attachment' } : directions

/** The same files, each of a kit's bundle with what the manifest says of it. What a person says of such a file does not count. */
export async function withBundles(files: readonly ChosenFile[]): Promise<ChosenFile[]> {
  const bundles = await bundlesAmong(files.filter(({ refusal }) => refusal === null).map(({ file }) => file))
  return files.map((chosen) => {
    const told = bundles.of(chosen.file)
    if (told === null) return chosen
    if (told.kind === 'refused') return { ...chosen, refusal: told.refusal }
    if (told.kind === 'manifest') return { ...chosen, file: { ...chosen.file, directions: null, issues: told.issues } }
    return { ...chosen, file: { ...chosen.file, directions: { kit: told.kit } } }
  })
}
