// A browser cannot hand over a file itself, only its bytes: the program then works on a copy, and the person must know where it is.
import type { HostFile } from '../../platform/platform.ts'

/** Where the copy lies and what it means; null where the chosen file itself is worked on. */
export const copyWords = ({ name, keptIn }: HostFile): string | null =>
  keptIn === undefined ? null : `The copy “${name}” is kept in ${keptIn}. All work goes into it; the file you chose is not changed.`
