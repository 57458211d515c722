// What the last import brought: its balance in one line, and where to look further.
import { Link } from 'wouter'
import type { ImportSummary } from '#domain/imports'
import { countOf, formatCount, formatInstant } from '../../design/format.ts'
import { DescriptionList, Panel, Stack } from '../../design/layout.tsx'
import { hrefs } from '../../navigation/hrefs.ts'

export function LastImport({ summary, imports }: { readonly summary: ImportSummary; readonly imports: number }) {
  const {
    importId,
    fileName,
    importedAt,
    importedBy,
    tool,
    toolVersion,
    seenFrom,
    seenTo,
    records,
    stored,
    rejected,
    duplicates,
    warnings,
  } = summary
  return (
    <Panel title="Last import" actions={<Link href={hrefs.imports}>{countOf(imports, 'import')}</Link>}>
      <Stack gap="small">
        <DescriptionList
          items={[
            { term: 'File', value: <Link href={hrefs.evidence({ import: importId })}>{fileName}</Link> },
            { term: 'Imported', value: `${formatInstant(importedAt)} by ${importedBy}` },
            { term: 'Tool', value: tool === null ? null : `${tool}${toolVersion === null ? ', version not stated' : ` ${toolVersion}`}` },
            {
              term: 'Seen',
              value:
                seenFrom === null
                  ? null
                  : seenTo === null || seenTo === seenFrom
                    ? formatInstant(seenFrom)
                    : `${formatInstant(seenFrom)} – ${formatInstant(seenTo)}`,
            },
            {
              term: 'Balance',
              value: `${countOf(records, 'record')} = ${formatCount(stored)} stored + ${formatCount(rejected)} rejected + ${countOf(duplicates, 'duplicate')}`,
            },
            { term: 'Warnings', value: formatCount(warnings) },
          ]}
        />
      </Stack>
    </Panel>
  )
}
