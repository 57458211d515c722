// Which importer reads a file: the one its content names, or the one a person directed it to.
import type { Detection, Directions } from '#domain/imports'
import { awsCliAs } from './aws-cli.ts'
import type { Importer } from './importer.ts'
import { kitAnswerImporter } from './kit-answer.ts'
import { profileImporter } from './profile.ts'
import { importerFor } from './registry.ts'

/**
 * Gives the importer for a file, or null where nothing reads it. What a kit's manifest says goes before all; a profile goes before the command of an AWS answer, and that before a
 * format named alone. With the directions kept with a source file it gives the importer that read it. Throws AppError('invalid-input')
 * where the directions name no command.
 */
export function importerBy(directions: Directions | null, detection: Pick<Detection, 'formatId'>): Importer | null {
  if (directions?.kit !== undefined) return kitAnswerImporter(directions.kit, detection.formatId)
  if (directions?.profile !== undefined) return profileImporter(directions.profile)
  if (directions?.about !== undefined) return awsCliAs(directions.about)
  return importerFor(directions?.formatId ?? detection.formatId)
}
