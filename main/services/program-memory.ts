// The engagements opened lately, and the name the journal uses: the program's own small memory, outside any engagement.
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import * as z from 'zod'

const Recent = z.object({ path: z.string(), title: z.string(), client: z.string(), encrypted: z.boolean(), openedAt: z.string() })
const Memory = z.object({ actor: z.string().nullable().catch(null), recent: z.array(Recent).catch([]) })
type Memory = z.infer<typeof Memory>
type Recent = z.infer<typeof Recent>

const MOST = 20

export type ProgramMemory = {
  recent(): readonly (Recent & { readonly fileName: string; readonly folder: string; readonly missing: boolean })[]
  remember(entry: Recent): void
  forget(path: string): void
  actor(): string | null
  setActor(name: string): void
}

/** Kept in `memory.json` of the data folder. A damaged file is forgotten, not fatal: it holds nothing of value. */
export function createProgramMemory(dataFolder: string): ProgramMemory {
  const file = join(dataFolder, 'memory.json')

  const load = (): Memory => {
    if (!existsSync(file)) return { actor: null, recent: [] }
    try {
      return Memory.parse(JSON.parse(readFileSync(file, 'utf8')))
    } catch {
      return { actor: null, recent: [] }
    }
  }
  const save = (memory: Memory): void => {
    mkdirSync(dataFolder, { recursive: true, mode: 0o700 })
    writeFileSync(`${file}.new`, JSON.stringify(memory, null, 2), { mode: 0o600 })
    renameSync(`${file}.new`, file)
  }

  return {
    recent: () => load().recent.map((r) => ({ ...r, fileName: basename(r.path), folder: dirname(r.path), missing: !existsSync(r.path) })),
    remember: (entry) => {
      const memory = load()
      save({ ...memory, recent: [entry, ...memory.recent.filter((r) => r.path !== entry.path)].slice(0, MOST) })
    },
    forget: (path) => {
      const memory = load()
      save({ ...memory, recent: memory.recent.filter((r) => r.path !== path) })
    },
    actor: () => load().actor,
    setActor: (actor) => {
      save({ ...load(), actor })
    },
  }
}
