// What fuzzing found (npm run fuzz): each the smallest file that showed it, so that it never comes back.
import { describe, expect, it } from 'vitest'
import type { FormatId } from '#domain/imports'
import { bytesOf } from '../reading.fixture.ts'
import { importerFor } from '../registry.ts'
import { examine, faultsOfChunks } from './invariants.fixture.ts'

const POWERPIPE =
  'group_id|title|description|control_id|control_title|control_description|reason|resource|status|severity|account_id|region|plugin|service'

const FOUND: readonly (readonly [what: string, formatId: FormatId, text: string])[] = [
  ['names around the records twice, told at the end of the chunk instead of their place', 'kics', '{"":"","":2'],
  ['the same, inside what is kept', 'powerpipe-snapshot', '{"":"","panels":{"":"","panel_type":"","panel_type":""'],
  [
    'an action that is no text, which gave an empty sentence',
    'cloudsplaining',
    '{"exclusions":{},"customer_managed_policies":{"p":{"PrivilegeEscalation":[[]]}}}',
  ],
  ['a service tag that names no service, which gave an empty one', 'powerpipe-csv', `${POWERPIPE}\nb|T||c|C|D|r|x|ok|low|a|e|aws|AWS/`],
  [
    'damage behind a record, which was described by more or less of the file in other chunks',
    'scoutsuite',
    '{"account_id":"3","last_run":{"":""},"provider_code":"s","services":{"":{"":{"":""},"findings":{"":{""}""]""}',
  ],
  [
    'a host without a name, which gave an empty resource',
    'nessus',
    '<NessusClientData_v2><Report><ReportHost name=""><ReportItem pluginID="1" severity="0"/></ReportHost></Report></NessusClientData_v2>',
  ],
  [
    'a version that is empty',
    'xccdf',
    '<TestResult version="" start-time="" xmlns="http://checklists.nist.gov/xccdf/1.2"><rule-result idref="a"><result>pass</result></rule-result></TestResult>',
  ],
  [
    'a requirement that ends in a space, which gave an empty id',
    'security-hub-reference',
    '{"SecurityControlId":"1","AssociationStatus":"D","RelatedRequirements":["I "]}',
  ],
  ['text and a forbidden character outside the root of XML, told in another order in other chunks', 'xccdf', 'a\u0000'],
]

describe.each(FOUND)('%s', (_what, formatId, text) => {
  it(`is mended in ${formatId}`, async () => {
    const importer = importerFor(formatId)
    if (importer === null) throw new Error(formatId)
    const { reading, faults } = await examine(importer, bytesOf(text))
    expect([...faults, ...(await faultsOfChunks(importer, bytesOf(text), reading, [1, 7]))]).toEqual([])
  })
})
