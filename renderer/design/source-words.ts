// Source files in words: which tools wrote them, and when what they say was seen.
import type { SourceFile } from '#domain/imports'

type Tooled = Pick<SourceFile, 'tool' | 'toolVersion'>

/** The tool of a file with its version; what the file does not say is said to be not stated. */
export const toolOf = ({ tool, toolVersion }: Tooled): string =>
  tool === null ? 'tool not stated' : toolVersion === null ? `${tool}, version not stated` : `${tool} ${toolVersion}`

/** The tools of several files, each once, in the order of the files; null where no file names one. */
export function toolsOf(files: readonly Tooled[]): string | null {
  const named = files.filter(({ tool }) => tool !== null)
  return named.length === 0 ? null : [...new Set(named.map(toolOf))].join('; ')
}

/** First and last time the records of files name; null where none does. Times without an offset are compared as written. */
export function seenBetween(
  files: readonly Pick<SourceFile, 'seenFrom' | 'seenTo'>[],
): { readonly from: string; readonly to: string } | null {
  const times = files.flatMap(({ seenFrom, seenTo }) => [seenFrom, seenTo]).filter((time) => time !== null)
  const [first] = times
  if (first === undefined) return null
  return {
    from: times.reduce((least, time) => (time < least ? time : least), first),
    to: times.reduce((most, time) => (time > most ? time : most), first),
  }
}
