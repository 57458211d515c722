import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { EvidenceResult, noResults, TimeQuality } from './evidence.ts'
import { type AskedScope, askEvidence, type FileFacts } from './evidence-questions.ts'
import { quoted } from './evidence-questions-words.ts'
import { FORMAT_IDS, type FormatId, type IssueCode } from './imports.ts'

const NOW = '2026-01-20T12:00:00.000Z'
const SCOPE: AskedScope = {
  periodFrom: '2025-01-01',
  periodTo: '2025-12-31',
  accounts: ['111122223333', '444455556666'],
  regions: ['eu-central-1', 'eu-west-1'],
}

type Row = {
  readonly account?: string | null
  readonly region?: string | null
  readonly seenAt?: string | null
  readonly result?: EvidenceResult
  readonly quality?: TimeQuality
}

/** The facts of a file that holds these records; what a row leaves out raises no question. */
function factsOf(
  rows: readonly Row[],
  file: { readonly formatId?: FormatId; readonly tools?: readonly string[]; readonly versions?: readonly string[] } = {},
): FileFacts {
  const byResult = noResults()
  const timeQualities = { exact: 0, 'naive-local': 0, 'scan-time-only': 0, none: 0 }
  const scopes = new Map<string, { -readonly [K in keyof FileFacts['scopes'][number]]: FileFacts['scopes'][number][K] }>()
  const earlier = (a: string | null, b: string | null) => (a === null || (b !== null && b < a) ? b : a)
  const later = (a: string | null, b: string | null) => (a === null || (b !== null && b > a) ? b : a)
  let seenFrom: string | null = null
  let seenTo: string | null = null
  for (const row of rows) {
    const { account = '111122223333', region = null, seenAt = '2025-12-10T08:00:00.000Z', result = 'pass', quality = 'exact' } = row
    byResult[result] += 1
    timeQualities[seenAt === null ? 'none' : quality] += 1
    const key = JSON.stringify([account, region])
    const scope = scopes.get(key) ?? { account, region, scannerService: null, seenFrom: null, seenTo: null, records: 0 }
    scopes.set(key, scope)
    scope.records += 1
    scope.seenFrom = earlier(scope.seenFrom, seenAt)
    scope.seenTo = later(scope.seenTo, seenAt)
    seenFrom = earlier(seenFrom, seenAt)
    seenTo = later(seenTo, seenAt)
  }
  const { formatId = 'sarif', tools = [], versions = [] } = file
  return { formatId, records: rows.length, byResult, scopes: [...scopes.values()], tools, versions, timeQualities, seenFrom, seenTo }
}

const times = <T>(n: number, value: T): T[] => Array.from({ length: n }, () => value)

/** What is asked under one code, as “count: message”. */
function answers(code: IssueCode, facts: FileFacts, scope: Partial<AskedScope> = {}, now = NOW): string[] {
  return askEvidence(facts, { ...SCOPE, ...scope }, now)
    .filter((issue) => issue.code === code)
    .map(({ count, message }) => `${count}: ${message}`)
}

describe('askEvidence', () => {
  it('says nothing of a file that gives no cause', () => {
    expect(askEvidence(factsOf([{ region: 'eu-west-1' }, { region: 'eu-central-1' }], { formatId: 'prowler-ocsf' }), SCOPE, NOW)).toEqual(
      [],
    )
  })

  it('gives warnings without a place in the file', () => {
    expect(askEvidence(factsOf([{ result: 'error' }]), SCOPE, NOW)).toEqual([
      {
        kind: 'warning',
        code: 'tool-failure',
        message: 'The file proves nothing: the tool could not look or could not tell, in all 1 record.',
        pointer: null,
        count: 1,
      },
    ])
  })

  it('asks nothing of a file that keeps no record', () => {
    expect(askEvidence({ ...factsOf([]), records: 7 }, SCOPE, NOW)).toEqual([])
  })
})

describe('scan-outside-period', () => {
  const ask = (rows: readonly Row[], scope?: Partial<AskedScope>, now?: string, formatId?: FormatId) =>
    answers('scan-outside-period', factsOf(rows, formatId === undefined ? {} : { formatId }), scope, now)

  it('tells that all evidence is older than the period, with its dates', () => {
    const rows = [{ seenAt: '2024-12-30T23:00:00.000Z' }, { seenAt: '2024-12-29T01:00:00.000Z' }, { seenAt: null }]
    expect(ask(rows)).toEqual([
      '2: All dated evidence in the file is older than the audit period, which begins on 2025-01-01: 2 records of 2024-12-29 to 2024-12-30, the newest 2 days before it.',
    ])
  })

  it('tells that all evidence is newer than the period', () => {
    expect(ask([{ seenAt: '2026-01-01T00:00:00.000Z' }])).toEqual([
      '1: All dated evidence in the file is newer than the audit period, which ends on 2025-12-31: 1 record of 2026-01-01, the oldest 1 day after it.',
    ])
  })

  it('tells which part is older and which newer, counting only records that certainly are', () => {
    const rows = [
      { region: 'eu-west-1', seenAt: '2024-12-31T00:00:00.000Z' },
      { region: 'eu-west-1', seenAt: '2024-11-02T00:00:00.000Z' },
      { region: 'eu-central-1', seenAt: '2025-12-31T23:59:59.999Z' },
      { region: 'eu-central-1', seenAt: '2026-01-02T00:00:00.000Z' },
    ]
    expect(ask(rows)).toEqual([
      '2: Part of the evidence in the file is older than the audit period, which begins on 2025-01-01: at least 2 of 4 records, the oldest of 2024-11-02.',
      '1: Part of the evidence in the file is newer than the audit period, which ends on 2025-12-31: at least 1 of 4 records, the newest of 2026-01-02.',
    ])
  })

  it('counts both days of the period as within', () => {
    expect(ask([{ seenAt: '2025-12-31T23:59:59.999Z' }, { seenAt: '2025-01-01T00:00:00.000Z' }])).toEqual([])
  })

  it('tells evidence of the period that is more than 90 days old at its end', () => {
    expect(ask([{ seenAt: '2025-10-02T00:00:00.000Z' }])).toEqual([])
    expect(ask([{ seenAt: '2025-10-01T00:00:00.000Z' }])).toEqual([
      '1: The newest record in the file is of 2025-10-01, 91 days before the end of the audit period on 2025-12-31.',
    ])
  })

  it('takes today for the end of a period that has not ended', () => {
    const rows = [{ seenAt: '2025-02-01T00:00:00.000Z' }]
    expect(ask(rows, {}, '2025-04-01T00:00:00.000Z')).toEqual([])
    expect(ask(rows, {}, '2025-06-01T00:00:00.000Z')).toEqual([
      '1: The newest record in the file is of 2025-02-01, 120 days before today, 2025-06-01.',
    ])
  })

  it('does not ask where times tell of changes, nor where there are none', () => {
    expect(ask([{ seenAt: '2019-01-01T00:00:00.000Z' }], {}, NOW, 'security-hub-reference')).toEqual([])
    expect(ask([{ seenAt: null }])).toEqual([])
  })

  it('takes the day of a local time as it is written', () => {
    expect(ask([{ seenAt: '2025-12-31T23:59:59.123456', quality: 'naive-local' }])).toEqual([])
    expect(ask([{ seenAt: '2026-01-01T00:00:00', quality: 'naive-local' }])).toHaveLength(1)
  })
})

describe('account-out-of-scope', () => {
  const ask = (accounts: readonly (string | null)[], scope?: Partial<AskedScope>) =>
    answers('account-out-of-scope', factsOf(accounts.map((account) => ({ account }))), scope)

  it('names the accounts and how many records each has', () => {
    expect(ask([...times(3, '999900001111'), '888800001111', '111122223333', null])).toEqual([
      '4: The file names accounts outside the scope: “999900001111” (3 records) and “888800001111” (1 record); 4 of 6 records in all.',
    ])
  })

  it('says so where no account is in scope', () => {
    expect(ask(['999900001111'])).toEqual([
      '1: No account that the file names is in scope: “999900001111” (1 record); 1 of 1 record in all.',
    ])
  })

  it('lists five accounts and the number of the others', () => {
    expect(ask(['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i'])).toEqual([
      '9: No account that the file names is in scope: “a” (1 record), “b” (1 record), “c” (1 record), “d” (1 record), “e” (1 record) and 4 more; 9 of 9 records in all.',
    ])
  })

  it('does not ask where the scope names no account or the file none', () => {
    expect(ask(['999900001111'], { accounts: [] })).toEqual([])
    expect(ask([null, '444455556666'])).toEqual([])
  })
})

describe('region-out-of-scope', () => {
  const ask = (regions: readonly (string | null)[], scope?: Partial<AskedScope>) =>
    answers('region-out-of-scope', factsOf(regions.map((region) => ({ region }))), scope)

  it('names the regions and how many records each has', () => {
    expect(ask(['sa-east-1', 'sa-east-1', 'eu-west-1'])).toEqual([
      '2: The file names regions outside the scope: “sa-east-1” (2 records); 2 of 3 records in all.',
    ])
  })

  it('adds that global services are filed in us-east-1', () => {
    expect(ask(['us-east-1'])).toEqual([
      '1: No region that the file names is in scope: “us-east-1” (1 record); 1 of 1 record in all, and us-east-1 is also where scanners file global services such as IAM.',
    ])
  })

  it('takes words for everywhere, and what cannot be a region, for none', () => {
    expect(ask(['global', 'Global', 'aws-global', '-', '', null, 'namespace: kube-system', 'EU-WEST-1'])).toEqual([])
  })

  it('does not ask where the scope names no region', () => {
    expect(ask(['sa-east-1'], { regions: [] })).toEqual([])
  })
})

describe('region-missing', () => {
  const ask = (regions: readonly (string | null)[], formatId: FormatId = 'prowler-csv', scope?: Partial<AskedScope>) =>
    answers(
      'region-missing',
      factsOf(
        regions.map((region) => ({ region })),
        { formatId },
      ),
      scope,
    )

  it('names the regions in scope of which a scan says nothing', () => {
    expect(ask(['eu-west-1', 'global'])).toEqual(['1: The file says nothing of 1 of 2 regions in scope: eu-central-1.'])
  })

  it('does not ask of a file without regions, nor of one answer of the AWS CLI', () => {
    expect(ask(['global', null])).toEqual([])
    expect(ask(['eu-west-1'], 'aws-cli')).toEqual([])
  })

  it('does not miss what is no region', () => {
    expect(ask(['eu-west-1'], 'asff', { regions: ['global', 'eu-west-1'] })).toEqual([])
    expect(ask(['eu-west-1'], 'asff', { regions: [] })).toEqual([])
  })
})

describe('tool-failure', () => {
  const ask = (errors: number, passes: number) =>
    answers('tool-failure', factsOf([...times(errors, { result: 'error' as const }), ...times(passes, { result: 'pass' as const })]))

  it('counts the records in which the tool could not look', () => {
    expect(ask(2, 2)).toEqual(['2: Part of the file proves nothing: the tool could not look or could not tell, in 2 of 4 records.'])
  })

  it('says plainly that most or all are failures', () => {
    expect(ask(766, 39)).toEqual([
      '766: Most of the file proves nothing: the tool could not look or could not tell, in 766 of 805 records.',
    ])
    expect(ask(3, 0)).toEqual(['3: The file proves nothing: the tool could not look or could not tell, in all 3 records.'])
  })

  it('is silent without failures', () => {
    expect(ask(0, 3)).toEqual([])
  })
})

describe('account-unknown', () => {
  const ask = (rows: readonly Row[]) => answers('account-unknown', factsOf(rows))
  const nowhere = { account: null }
  const after =
    'no account: such a record cannot be told from one of another account or machine, so a newer scan does not end it; remove the older import by hand once there is a newer one.'

  it('tells records that name no account, all or some; a region alone is no place, every account has it', () => {
    expect(ask([nowhere])).toEqual([`1: The only record that counts names ${after}`])
    expect(ask([nowhere, nowhere])).toEqual([`2: All 2 records that count name ${after}`])
    expect(ask([{ ...nowhere, region: 'eu-west-1' }, {}, {}])).toEqual([`1: 1 of 3 records that count names ${after}`])
  })

  it('is silent where all name one', () => {
    expect(ask([{}, { region: 'eu-west-1' }])).toEqual([])
  })

  it('leaves out information, of which there is nothing to end', () => {
    const info = { ...nowhere, result: 'info' } as const
    expect(ask([info, info])).toEqual([])
    expect(ask([nowhere, info])).toEqual([`1: The only record that counts names ${after}`])
    expect(ask([nowhere, nowhere, info, {}])).toEqual([`2: At least 2 of 3 records that count name ${after}`])
    expect(ask([info, {}])).toEqual([])
  })
})

describe('clock-odd', () => {
  const ask = (rows: readonly Row[], formatId?: FormatId) => answers('clock-odd', factsOf(rows, formatId === undefined ? {} : { formatId }))

  it('tells times that have not come yet', () => {
    expect(ask([{ seenAt: '2026-01-21T23:00:00.000Z' }])).toEqual([])
    expect(ask([{ seenAt: '2026-01-22T00:00:00.000Z' }])).toEqual([
      '1: The newest time in the file is 2026-01-22, 2 days after today, 2026-01-20: the clock that wrote it or the clock of this computer is wrong.',
    ])
    expect(ask([{ seenAt: '+033658-09-27T01:46:40.000Z' }])).toEqual([expect.stringContaining('is +033658-09-27, 11,')])
  })

  it('tells times before AWS existed, and what stands for no time', () => {
    expect(ask([{ seenAt: '2006-01-01T00:00:00.000Z' }])).toEqual([])
    expect(ask([{ seenAt: '2005-12-31T00:00:00.000Z' }])).toEqual([
      '1: The oldest time in the file is 2005-12-31, before AWS existed: it cannot be when the evidence was collected.',
    ])
    expect(ask([{ seenAt: '1970-01-01T00:00:01.000Z' }])).toEqual([
      '1: The oldest time in the file is 1970-01-01, what computers write when they know no time: it cannot be when the evidence was collected.',
    ])
  })

  it('tells local times without offset, all or some', () => {
    const local = { seenAt: '2025-12-10T08:00:00', quality: 'naive-local' } as const
    const after = 'written without an offset from UTC: the true hour is not known, and the day may be one off.'
    expect(ask([local, local])).toEqual([`2: All 2 times are ${after}`])
    expect(ask([local])).toEqual([`1: The only time is ${after}`])
    expect(ask([local, {}, {}])).toEqual([`1: Of 3 times 1 is ${after}`])
    expect(ask([{ quality: 'scan-time-only' }])).toEqual([])
  })

  it('tells records without a time, all or some', () => {
    expect(ask([{ seenAt: null }, { seenAt: null }])).toEqual(['2: No record in the file names a time: when the scan ran is not known.'])
    expect(ask([{ seenAt: null }, {}])).toEqual(['1: 1 of 2 records names no time, although others in the file do.'])
  })

  it('tells a scan that spans more than 30 days, where every time is the time of the scan', () => {
    const rows = [{ seenAt: '2025-11-09T00:00:00.000Z' }, { seenAt: '2025-12-10T00:00:00.000Z' }]
    expect(ask(rows, 'prowler-csv')).toEqual([
      '2: The times of this scan lie 31 days apart, 2025-11-09 to 2025-12-10: the file may hold more than one run.',
    ])
    expect(ask(rows, 'asff')).toEqual([])
    expect(ask([{ seenAt: '2025-11-10T00:00:00.000Z' }, { seenAt: '2025-12-10T00:00:00.000Z' }], 'prowler-csv')).toEqual([])
  })
})

describe('known-bad-version', () => {
  const ask = (formatId: FormatId, tools: readonly string[], versions: readonly string[]) =>
    answers('known-bad-version', factsOf([{}, {}], { formatId, tools, versions }))

  it('says what the version is known for', () => {
    expect(ask('asff', ['Prowler'], ['3.3.0'])).toEqual([
      '2: The file was written by Prowler “3.3.0”, known to write the invalid compliance status INFOED for checks that a person has to do.',
      '2: The file was written by Prowler “3.3.0”, known to give the same id to different findings, one passed and one failed: tools that merge by id lose some, Tickmark keeps each.',
    ])
  })

  it('names all versions concerned, and then does not say how many records are', () => {
    expect(ask('sarif', ['prowler'], ['5.26.1', '5.25.0', '4.0.0'])).toEqual([
      '1: The file was written by Prowler “5.25.0” and “5.26.1”, known to write only failed checks to SARIF files: this file cannot prove that anything passed.',
    ])
  })

  it('is silent of other versions, other formats and other tools', () => {
    expect(ask('prowler-ocsf', ['Prowler'], ['4.1.0'])).toEqual([])
    expect(ask('prowler-csv', ['Prowler'], ['3.3.0'])).toEqual([])
    expect(ask('prowler-ocsf', ['ScoutSuite'], ['4.0.1'])).toEqual([])
    expect(ask('prowler-ocsf', ['Prowler'], ['dev'])).toEqual([])
  })

  it('does not guess whose version it is where a file names several tools or none', () => {
    expect(ask('asff', ['GuardDuty', 'Prowler'], ['3.3.0'])).toEqual([])
    expect(ask('asff', [], ['3.3.0'])).toEqual([])
  })
})

describe('what is said', () => {
  const MARK = 'zq'
  const word = fc.oneof(
    fc.string({ unit: 'binary' }).map((text) => `${MARK}${text}${MARK}`),
    fc.constantFrom(`a${MARK}”${MARK}`, `“${MARK}\n${MARK}`, `${MARK}"${MARK}`, `${MARK}-1`, `9.9 ${MARK}`, `4.0.0${MARK}`),
  )
  const rows = fc.array(
    fc.record({
      account: fc.option(fc.oneof(word, fc.constantFrom('111122223333', '999900001111'))),
      region: fc.option(fc.oneof(word, fc.constantFrom('eu-west-1', 'us-east-1', 'global'))),
      seenAt: fc.option(
        fc.oneof(
          fc.date({ noInvalidDate: true }).map((date) => date.toISOString()),
          fc.constantFrom('2025-05-05T05:05:05', '2025-12-12T12:12:12.000Z', 'no time'),
        ),
      ),
      result: fc.constantFrom(...EvidenceResult.options),
      quality: fc.constantFrom(...TimeQuality.options),
    }),
    { maxLength: 30 },
  )
  const facts = fc
    .record({
      rows,
      formatId: fc.constantFrom(...FORMAT_IDS),
      tools: fc.array(fc.oneof(word, fc.constantFrom('Prowler')), { maxLength: 2 }),
      versions: fc.array(fc.oneof(word, fc.constantFrom('4.0.0', '5.40.0')), { maxLength: 8 }),
    })
    .map(({ rows: given, ...file }) => factsOf(given, file))

  it('never counts more records than there are, nor fewer than one', () => {
    fc.assert(
      fc.property(facts, (given) => {
        for (const { count } of askEvidence(given, SCOPE, NOW)) {
          expect(count).toBeGreaterThanOrEqual(1)
          expect(count).toBeLessThanOrEqual(given.records)
        }
      }),
    )
  })

  it('is one sentence on one line, with the words of the file inside quotation marks', () => {
    fc.assert(
      fc.property(facts, (given) => {
        for (const { message } of askEvidence(given, SCOPE, NOW)) {
          expect(message).toMatch(/^[A-Z0-9][^\p{Cc}\p{Cf}\p{Zl}\p{Zp}]*\.$/u)
          expect(message.replace(/“[^”]*”/g, '')).not.toContain(MARK)
        }
      }),
    )
  })

  it('does not depend on the order in which places, tools and versions are given', () => {
    fc.assert(
      fc.property(facts, (given) => {
        const turned = {
          ...given,
          scopes: given.scopes.toReversed(),
          tools: given.tools.toReversed(),
          versions: given.versions.toReversed(),
        }
        expect(askEvidence(turned, SCOPE, NOW)).toEqual(askEvidence(given, SCOPE, NOW))
      }),
    )
  })

  it('shortens long words and takes from them what could end the quotation', () => {
    expect(quoted(`a”b\n\u202e${'😀'.repeat(50)}`)).toBe(`“a'b ${'😀'.repeat(36)}…”`)
  })
})
