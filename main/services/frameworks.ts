// Frameworks: the list, the crosswalk of one, and its export as a file.
import { randomUUID } from 'node:crypto'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Handlers, ParsedInput } from '#contract'
import { csvText } from '#domain/csv-text'
import { AppError } from '#domain/errors'
import { EvidenceResult } from '#domain/evidence'
import type { FrameworkSummary, RequirementRow } from '#domain/framework'
import type { Ports } from '../app/ports.ts'
import { shippedFrameworks } from '../catalog/frameworks.ts'
import { readCrosswalk } from '../views/crosswalk.ts'
import type { Sessions } from './session.ts'

type Methods = Extract<keyof Handlers, `frameworks.${string}`>
type Deps = { readonly sessions: Sessions; readonly ports: Ports; readonly outbox: string }
type Asked = ParsedInput<'frameworks.get'>

export function createFrameworkMethods({ sessions, ports, outbox }: Deps): Pick<Handlers, Methods> {
  const read = (service: string | null) => {
    const { db, catalog } = sessions.require()
    if (service !== null && catalog.service(service) === undefined)
      throw new AppError('not-found', `The catalog has no service "${service}".`, { service })
    return readCrosswalk(db, catalog, service)
  }

  const get = (asked: Asked) => {
    const { frameworks, rowsOf, withoutRequirements } = read(asked.service)
    const framework = found(frameworks, asked.framework)
    const rows = rowsOf(framework.frameworkId)
    return { framework, total: rows.length, rows: rows.filter((row) => fits(row, asked)), withoutRequirements }
  }

  return {
    'frameworks.list': ({ service }) => {
      const { frameworks, withoutRequirements } = read(service)
      return { frameworks, withoutRequirements }
    },
    'frameworks.get': get,
    'frameworks.export': ({ format, ...asked }) => {
      const { framework, rows, ...rest } = get(asked)
      const text = format === 'csv' ? csvText(tableOf(framework, rows)) : `${JSON.stringify({ framework, ...rest, rows }, null, 2)}\n`
      const bytes = Buffer.from(text, 'utf8')
      mkdirSync(outbox, { recursive: true, mode: 0o700 })
      const path = join(outbox, `${randomUUID()}.${format}`)
      writeFileSync(path, bytes, { mode: 0o600 })
      return { file: ports.files.add(path), fileName: `${fileWord(framework)}.${format}`, rows: rows.length, bytes: bytes.length }
    },
  }
}

/** The framework with this id, or the one a scanner's word for it names. */
function found(frameworks: readonly FrameworkSummary[], word: string): FrameworkSummary {
  const byId = (id: string): FrameworkSummary | undefined => frameworks.find(({ frameworkId }) => frameworkId === id)
  const known = byId(word) ?? byId(shippedFrameworks().named(word, 'aws').frameworkId)
  if (!known)
    throw new AppError('not-found', `Neither the catalog nor a scan of this engagement names a framework "${word}".`, { framework: word })
  return known
}

function fits(row: RequirementRow, { states, text }: Asked): boolean {
  if (states.length > 0 && !states.includes(row.state)) return false
  const wanted = text.trim().toLowerCase()
  if (wanted === '') return true
  const told = [row.requirement, row.title ?? '', row.group ?? '', ...row.writtenAs, ...row.checks.map(({ check }) => check)]
  return [...told, ...row.criteria.map(({ criterionId }) => criterionId)].some((part) => part.toLowerCase().includes(wanted))
}

/** The crosswalk as a table: a line per requirement. Lists of checks and criteria stand in one cell, separated by line breaks. */
function tableOf(framework: FrameworkSummary, rows: readonly RequirementRow[]): readonly (readonly (string | number)[])[] {
  const head = ['framework', 'version', 'requirement', 'title', 'group', 'state', 'records', ...EvidenceResult.options, 'stale']
  return [
    [...head, 'services', 'checks', 'criteria', 'left to a person by', 'written by scans as', 'id'],
    ...rows.map((row) => [
      framework.name,
      framework.version,
      row.requirement,
      row.title ?? '',
      row.group ?? '',
      row.state,
      EvidenceResult.options.reduce((sum, result) => sum + row.records[result], 0),
      ...EvidenceResult.options.map((result) => row.records[result]),
      row.stale,
      row.byService.map(({ service }) => service ?? 'unfiled').join('\n'),
      row.checks.map(({ check, origin }) => `${check} (${origin})`).join('\n'),
      row.criteria.map(({ criterionId, verdict }) => `${criterionId}: ${verdict}`).join('\n'),
      row.byHand.join('\n'),
      row.writtenAs.join('\n'),
      row.known,
    ]),
  ]
}

/** A name for the file: of a framework that only scans name, what of its name is harmless in one. */
const fileWord = ({ frameworkId }: FrameworkSummary): string =>
  `crosswalk-${frameworkId
    .toLowerCase()
    .replace(/[^a-z0-9.]+/g, '-')
    .replace(/^[-.]+|[-.]+$/g, '')
    .slice(0, 80)}`
