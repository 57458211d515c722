// Works out how scans stand to each other once more: when one import is to go, or when another came in between.
import { openSibling, openStagingWriter } from '#db/open'
import { importKeyOf } from '#db/queries/imports'
import { AppError } from '#domain/errors'
import type { JobContext, Jobs } from './jobs.ts'
import { relate } from './relate.ts'

export async function relateJob(
  { db: location, also, withoutImportId, at }: Jobs['relate']['input'],
  context: JobContext,
): Promise<Jobs['relate']['output']> {
  const writer = openStagingWriter(location)
  const reader = openSibling(location)
  try {
    const without = withoutImportId === null ? null : importKeyOf(reader, withoutImportId)
    if (without === null && withoutImportId !== null)
      throw new AppError('not-found', 'There is no such import.', { importId: withoutImportId })
    return { relationKey: relate({ writer, reader }, { also, without }, at, context) }
  } finally {
    reader.close()
    writer.close()
  }
}
