// The formats Tickmark can import: one line each. A new format is one importer file, its fixtures and its line here.
import type { FormatId } from '#domain/imports'
import { asff } from './asff.ts'
import type { Importer } from './importer.ts'
import { prowlerCsv } from './prowler-csv.ts'
import { prowlerOcsf } from './prowler-ocsf.ts'

export const IMPORTERS: readonly Importer[] = [prowlerOcsf, asff, prowlerCsv]

/** The importer of a format, or null where Tickmark can name the format but not read it yet. */
export const importerFor = (formatId: FormatId): Importer | null => IMPORTERS.find((importer) => importer.formatId === formatId) ?? null
