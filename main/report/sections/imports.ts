// Sources and imports: every source file by its full digest, what became of its records, and each rejected record with
// its place and reason.
import type { ImportIssue, SourcePointer } from '#domain/imports'
import type { Node } from '../nodes.ts'
import type { ReportSource } from '../source.ts'
import { COLOR, CONTENT_WIDTH, LAYOUT, TYPE } from '../theme.ts'
import { instant, NOT_STATED, number, plural, standingWords } from '../words.ts'
import type { Section, SectionContext } from './section.ts'

/** At most so many rejections, and so many warnings, are printed per file; the embedded data has all. */
const ISSUE_LIMIT = 2000

type Import = ReportSource['imports'][number]

export const importsSection: Section = (context) => {
  const { el, model } = context
  const { imports, service } = model.source
  return [
    el.heading('Sources and imports', { id: 'sources', level: 1 }, el.opening(imports.length > 0)),
    el.text(
      imports.length === 0
        ? 'Nothing has been imported into this engagement.'
        : `${plural(imports.length, 'source file')} in the engagement. Each is kept byte for byte under its SHA-256; the last line says how many of its records belong to ${service.name}.`,
    ),
    el.text(standingWords(model.source), TYPE.small, { margin: [0, 2, 0, 0] }),
    ...imports.flatMap((file, index) => (isAside(file) ? [] : importNodes(context, file, index + 1))),
    ...asideNodes(
      context,
      imports.map((file, index) => ({ file, n: index + 1 })).filter(({ file }) => isAside(file)),
    ),
  ]
}

/** Without records of the service and without rejected ones, which might have been its: one line says all. */
function isAside({ serviceRecords, serviceOthers, rejected }: Import): boolean {
  const { restated, superseded, gone } = serviceOthers
  return serviceRecords + restated + superseded + gone + rejected === 0
}

function asideNodes({ el, model }: SectionContext, files: readonly { readonly file: Import; readonly n: number }[]): Node[] {
  if (files.length === 0) return []
  const { name } = model.source.service
  const title = `${plural(files.length, 'file')} without records of ${name}`
  return [
    el.heading(title, { id: 'imports-aside', parent: 'sources', level: 2 }, { needs: 120 }),
    el.text(
      'None of their records was rejected. Warnings are counted here; their words, with tool, times and who imported the file, are in the attachment tickmark-report.json.',
      TYPE.small,
      { margin: [0, 0, 0, 4] },
    ),
    el.table(
      [
        { title: 'No.', width: 22, align: 'right' },
        { title: 'File and SHA-256', width: CONTENT_WIDTH - 22 - 70 - 46 - 84 - 50 },
        { title: 'Format', width: 70 },
        { title: 'Records', width: 46, align: 'right' },
        { title: 'Warnings', width: 84 },
      ],
      files.map(({ file, n }) => [
        el.text(number(n), TYPE.cell),
        { stack: [el.text(file.fileName, TYPE.cell), el.text(file.sha256, { ...TYPE.mono, fontSize: 5.2, color: COLOR.soft })] },
        el.text(file.formatId, TYPE.cell),
        el.text(`${number(file.records)}${file.duplicates === 0 ? '' : ` (${number(file.duplicates)} repeated)`}`, TYPE.cell),
        el.text(warningWords(file), TYPE.cell),
      ]),
      LAYOUT.dense,
    ),
  ]
}

const warningWords = ({ issues }: Import): string =>
  issues.length === 0 ? 'none' : [...new Set(issues.map(({ code }) => code))].join(', ')

function importNodes(context: SectionContext, file: Import, n: number): Node[] {
  const { el } = context
  const rejections = file.issues.filter((issue) => issue.kind === 'rejection')
  const warnings = file.issues.filter((issue) => issue.kind === 'warning')
  const tool =
    file.tool === null ? NOT_STATED : `${file.tool}${file.toolVersion === null ? ', version not stated' : ` ${file.toolVersion}`}`
  return [
    el.heading(`${n}. ${file.fileName}`, { id: `import-${n}`, parent: 'sources', level: 2 }, { needs: 190 }),
    el.facts([
      ['SHA-256', el.text(file.sha256, { ...TYPE.mono, fontSize: 7 })],
      ['Size and format', el.text(`${number(file.bytes)} bytes, ${file.formatId}`)],
      ['Tool', el.text(tool)],
      [
        'Records seen',
        el.text(
          file.seenFrom === null ? NOT_STATED : `${instant(file.seenFrom)} to ${file.seenTo === null ? NOT_STATED : instant(file.seenTo)}`,
        ),
      ],
      ['Imported', el.text(`${instant(file.importedAt)} by ${file.importedBy}`)],
      [
        'Records',
        el.mixed([
          [`${number(file.records)} read  =  `, { bold: true }],
          [`${number(file.stored)} stored  +  ${number(file.rejected)} rejected  +  ${number(file.duplicates)} duplicates`, {}],
        ]),
      ],
      ['For this service', el.text(serviceWords(file))],
    ]),
    ...issueTable(context, 'Rejected records', rejections),
    ...issueTable(context, 'Warnings', warnings),
  ]
}

/** How many records of a file belong to the service, and which of them do not count. */
function serviceWords({ serviceRecords, serviceOthers, stored }: Import): string {
  const { restated, superseded, gone } = serviceOthers
  const all = serviceRecords + restated + superseded + gone
  const filed = `${number(all)} of ${number(stored)} stored records`
  return all === serviceRecords
    ? filed
    : `${filed}: ${number(serviceRecords)} count, ${number(restated)} restate another record, ${number(superseded)} were superseded by a newer scan, ${number(gone)} are gone from a newer scan`
}

function issueTable({ el }: SectionContext, title: string, issues: readonly ImportIssue[]): Node[] {
  if (issues.length === 0) return []
  const shown = issues.slice(0, ISSUE_LIMIT)
  return [
    el.subheading(`${title} (${number(issues.length)})`, 70),
    ...(shown.length === issues.length
      ? []
      : [
          el.panel(
            [
              el.text(
                `${number(shown.length)} of ${number(issues.length)} are printed. The complete list is in the attachment tickmark-report.json.`,
                {
                  ...TYPE.body,
                  bold: true,
                  color: COLOR.bad,
                },
              ),
            ],
            LAYOUT.alert,
          ),
        ]),
    el.table(
      [
        { title: 'Place', width: 128 },
        { title: 'Kind', width: 84 },
        { title: 'Reason', width: CONTENT_WIDTH - 128 - 84 - 36 - 30 },
        { title: 'Count', width: 36, align: 'right' },
      ],
      shown.map((issue) => [
        el.text(placeOf(issue.pointer), TYPE.cell),
        el.text(issue.code, { ...TYPE.cell, color: COLOR.soft }),
        el.text(issue.message, TYPE.cell),
        el.text(number(issue.count), TYPE.cell),
      ]),
      LAYOUT.dense,
    ),
  ]
}

function placeOf(pointer: SourcePointer | null): string {
  if (pointer === null) return 'The file as a whole'
  const { offset, length, record, line } = pointer
  return [
    ...(record === null ? [] : [`record ${number(record)}`]),
    ...(line === null ? [] : [`line ${number(line)}`]),
    length === null ? `from byte ${offset}` : `bytes ${offset}-${offset + Math.max(0, length - 1)}`,
  ].join(', ')
}
