// For tests and the fuzzer: every fixture of every format, as the valid files that hostile ones are made of.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Importer } from '../importer.ts'
import { IMPORTERS } from '../registry.ts'

export type Seed = { readonly importer: Importer; readonly name: string; readonly bytes: Uint8Array }

const FIXTURES = join(import.meta.dirname, '../fixtures')

/** All fixtures, by format and name. Each folder of fixtures is named after its format; `formatId` asks for one of them. */
export const seeds = (formatId?: string): readonly Seed[] =>
  IMPORTERS.filter((importer) => formatId === undefined || importer.formatId === formatId).flatMap((importer) =>
    readdirSync(join(FIXTURES, importer.formatId))
      .sort()
      .map((file) => ({
        importer,
        name: `${importer.formatId}/${file}`,
        bytes: new Uint8Array(readFileSync(join(FIXTURES, importer.formatId, file))),
      })),
  )
