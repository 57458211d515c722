// What the last import brought: its balance in one line, and where to look further.
import { Link } from 'wouter'
import type { ImportSummary } from '#domain/imports'
import { countOf, formatCount, formatInstant } from '../../design/format.ts'
import { DescriptionList, Panel, Stack } from '../../design/layout.tsx'
import { seenBetween, toolsOf } from '../../design/source-words.ts'
import { CHANGE_WORDS } from '../../design/words.ts'
import { hrefs } from '../../navigation/hrefs.ts'

export function LastImport({ summary, imports }: { readonly summary: ImportSummary; readonly imports: number }) {
  const { importId, name, importedAt, importedBy, files, records, stored, rejected, duplicates, warnings } = summary
  const seen = seenBetween(files)
  const since = CHANGES.map((change) => ({ change, count: summary.changes[change] })).filter(({ count }) => count > 0)
  return (
    <Panel title="Last import" actions={<Link href={hrefs.imports}>{countOf(imports, 'import')}</Link>}>
      <Stack gap="small">
        <DescriptionList
          items={[
            { term: 'Import', value: <Link href={hrefs.evidence({ import: importId })}>{name}</Link> },
            { term: 'Files', value: formatCount(files.length) },
            { term: 'Imported', value: `${formatInstant(importedAt)} by ${importedBy}` },
            { term: 'Tools', value: toolsOf(files) },
            {
              term: 'Seen',
              value:
                seen === null
                  ? null
                  : seen.from === seen.to
                    ? formatInstant(seen.from)
                    : `${formatInstant(seen.from)} – ${formatInstant(seen.to)}`,
            },
            {
              term: 'Balance',
              value: `${countOf(records, 'record')} = ${formatCount(stored)} stored + ${formatCount(rejected)} rejected + ${countOf(duplicates, 'duplicate')}`,
            },
            ...(since.length === 0 ? [] : [{ term: 'Since before', value: <Since importId={importId} lines={since} /> }]),
            { term: 'Warnings', value: formatCount(warnings) },
          ]}
        />
      </Stack>
    </Panel>
  )
}

/** What an import says new beside the scan before it; how older records stand is told where they are listed. */
const CHANGES = ['new', 'changed', 'unchanged'] as const

const Since = ({
  importId,
  lines,
}: {
  readonly importId: string
  readonly lines: readonly { readonly change: (typeof CHANGES)[number]; readonly count: number }[]
}) => (
  <span className="since">
    {lines.map(({ change, count }) => (
      <Link key={change} href={hrefs.evidence({ import: importId, change })}>
        {formatCount(count)} {CHANGE_WORDS[change].toLowerCase()}
      </Link>
    ))}
  </span>
)
