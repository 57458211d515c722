// Answers that came in a kit's bundle: read as what they are, with what the manifest says of the call put where the answer itself
// says nothing. Which call a file answers, the bundle tells (services/kit-bundle.ts).
import type { ScanRecord } from '#domain/evidence'
import type { FormatId } from '#domain/imports'
import { askedAbout, type KitDirections } from '#domain/kit'
import { awsCliAs } from './aws-cli.ts'
import { iamAuthorizationDetails } from './iam-authorization-details.ts'
import { iamCredentialReport } from './iam-credential-report.ts'
import type { Importer, ImportItem } from './importer.ts'
import { readTime } from './times.ts'

/** Answers that hold records of their own; every other is one record. */
const OWN_READERS: readonly Importer[] = [iamAuthorizationDetails, iamCredentialReport]

/** The importer of a call's answer; `formatId` is what its content was detected as. */
export function kitAnswerImporter(kit: KitDirections, formatId: FormatId): Importer {
  const own = OWN_READERS.find((importer) => importer.formatId === formatId)
  const importer = own ?? awsCliAs({ service: kit.cli, operation: kit.operation })
  const told = own === undefined ? asAnswer(kit) : asPart(kit)
  return {
    ...importer,
    async *parse(bytes, readAs, fileName) {
      for await (const items of importer.parse(bytes, readAs, fileName)) {
        const kept = items.filter((item) => !isFalseAlarm(item, kit)).map((item) => withFacts(item, told))
        if (kept.length > 0) yield kept
      }
    },
    recut: (raw, context) => told(importer.recut(raw, context)),
  }
}

const withFacts = (item: ImportItem, told: (record: ScanRecord) => ScanRecord): ImportItem =>
  item.kind === 'record' ? { ...item, record: told(item.record) } : item

/** A page that names the next one is not incomplete where the kit asked for that one too. */
const isFalseAlarm = (item: ImportItem, kit: KitDirections): boolean =>
  item.kind === 'issue' && item.issue.code === 'incomplete-export' && kit.continued

/** One record for the whole answer: it is about what was asked, and the kit knows where it belongs. */
const asAnswer =
  (kit: KitDirections) =>
  (record: ScanRecord): ScanRecord => {
    const asked = askedAbout(kit)
    return {
      ...asPart(kit)(record),
      resourceId: asked === null ? record.resourceId : null,
      resourceName: asked,
      scannerService: kit.service,
      topic: kit.topic,
    }
  }

const asPart =
  (kit: KitDirections) =>
  (record: ScanRecord): ScanRecord => ({
    ...record,
    ...(record.seenAt === null ? readTime(kit.at) : {}),
    region: record.region ?? kit.region,
    accountId: record.accountId ?? kit.account,
  })
