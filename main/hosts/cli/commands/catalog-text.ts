// The catalog in words for a terminal: which one is in force, what a file changes, all of one service.
import type { CatalogFile, CatalogService, CatalogServiceDetail, CatalogStanding } from '#domain/catalog'
import { blocks, facts, plural, table } from '../text.ts'

const AGE: Readonly<Record<CatalogStanding['age'], string>> = {
  same: 'as recorded',
  'program-newer': 'newer than the one recorded: criteria may read otherwise than when they were judged (catalog adopt records it)',
  'program-older': 'older than the one recorded: this engagement was worked on with a newer Tickmark',
}

/** Which catalog is in force and how it came to that; with `services`, how many of what origin. */
export function standingText(standing: CatalogStanding, services: readonly CatalogService[] = []): string {
  const { kept, file } = standing
  const criteria = (ids: readonly string[]): string => plural(ids.length, 'criterion', 'criteria')
  return blocks(
    facts([
      ['catalog', standing.inForce],
      ['of the program', standing.shipped],
      ...(standing.recorded === null
        ? []
        : ([
            ['recorded', standing.recorded],
            ['program', AGE[standing.age]],
          ] as const)),
      ...(services.length === 0 ? [] : ([['services', originsOf(services)]] as const)),
      ['catalog file', file === null ? 'none' : `${file.fileName}: ${file.name}, version ${file.version}`],
    ]),
    file === null ? '' : fileText(file),
    file === null
      ? ''
      : facts([
          ['in force since', file.usedAt],
          ['put by', file.usedBy],
        ]),
    list(
      'Of the file, left aside because it does not fit this catalog',
      standing.faults.map((f) => `${f.place}: ${f.reason}`),
    ),
    list('Kept though no catalog has it, because verdicts or evidence stand on it', [
      ...kept.services.map((key) => `service ${key}`),
      ...kept.topics.map((topic) => `topic ${topic}`),
      ...(kept.criteria.length === 0 ? [] : [`${criteria(kept.criteria)}: ${kept.criteria.join(', ')}`]),
    ]),
    list(
      'Judged on another wording',
      standing.reworded.map((r) => `${r.criterionId}: "${r.statement}"`),
    ),
    list('Verdicts on criteria that nothing here knows', standing.orphans),
  )
}

/** What a catalog file changes. */
export function fileText(file: CatalogFile): string {
  return blocks(
    facts([
      ['file', file.fileName],
      ['name', file.name],
      ['version', file.version],
      ['sha256', file.sha256],
      ['topics', file.topics.join(', ') || 'none'],
      ['services', file.services.map((s) => `${s.key} (${s.origin})`).join(', ') || 'none'],
      ['criteria', file.criteria],
      ['left out', file.leftOut.length],
    ]),
    list(
      'Left out',
      file.leftOut.map((l) => `${l.criterionId}: ${l.reason}`),
    ),
    list('Names of scanners that now lead to its services', file.takenOver),
  )
}

/** All that the catalog says of one service. */
export function serviceText(s: CatalogServiceDetail): string {
  const names = (words: readonly string[]): string => words.join(', ') || '-'
  return blocks(
    facts([
      ['service', s.key],
      ['name', s.name],
      ['other names', names(s.aliases)],
      ['origin', s.origin],
      ['ARN and IAM', names(s.namespaces.arn)],
      ['Prowler', names(s.namespaces.prowler)],
      ['Security Hub', names(s.namespaces.securityHub)],
      ['CloudFormation', names(s.namespaces.cloudFormation)],
      ['ASFF', names(s.namespaces.asff)],
      ['chapter', s.chapterTitle ?? 'none known; the eight core topics stand in'],
      ['source', s.chapterSource],
    ]),
    list(
      'Notes',
      s.notes.map((note) => `${note.text} (${note.source}${note.date === null ? '' : `, ${note.date}`})`),
    ),
    table(
      [
        { title: 'TOPIC' },
        { title: 'TITLE IN THE CHAPTER', max: 90 },
        { title: 'PAGES', align: 'right' },
        { title: 'CRITERIA', align: 'right' },
      ],
      s.chapter.map(({ topic, title }) => [
        topic,
        title,
        s.pages.filter((page) => page.topic === topic).length,
        s.criteria.filter((criterion) => criterion.topic === topic).length,
      ]),
    ),
    table(
      [{ title: 'CRITERION' }, { title: 'ANSWERS' }, { title: 'TESTED BY' }, { title: 'STATEMENT', max: 120 }],
      s.criteria.map((c) => [c.criterionId, c.responsibility, c.method, c.statement]),
    ),
    plural(s.criteria.length, 'criterion', 'criteria'),
  )
}

const list = (title: string, items: readonly string[]): string =>
  items.length === 0 ? '' : `${title}:\n${items.map((item) => `  ${item}`).join('\n')}`

function originsOf(services: readonly CatalogService[]): string {
  const count = (origin: CatalogService['origin']): number => services.filter((s) => s.origin === origin).length
  const others = (['added', 'changed', 'kept'] as const).filter((origin) => count(origin) > 0)
  return [String(services.length), ...others.map((origin) => `${count(origin)} ${origin}`)].join(', ')
}
