import { describe, expect, it } from 'vitest'
import { asff } from './asff.ts'
import { checkOfFinding } from './asff-check.ts'
import type { JsonObject } from './fields.ts'
import { bytesOf, readAll } from './reading.fixture.ts'

const by = (product: string): JsonObject => ({ ProductArn: `arn:aws:securityhub:eu-west-1::product/${product}` })
const cve = 'Software and Configuration Checks/Vulnerabilities/CVE'
const DETECTOR = 'arn:aws:guardduty:eu-west-1:111122223333:detector/d1'

/** ADR 0014. */
describe('the check of an ASFF finding', () => {
  it.each<readonly [string, JsonObject, string | null]>([
    [
      'a control after consolidation, before anything else',
      { Compliance: { SecurityControlId: 'SQS.1' }, ProductFields: { ControlId: 'PCI.SQS.1' }, Vulnerabilities: [{ Id: 'CVE-2026-1' }] },
      'SQS.1',
    ],
    ['a control before consolidation', { ProductFields: { ControlId: 'PCI.SQS.1' }, GeneratorId: 'pci/PCI.SQS.1' }, 'PCI.SQS.1'],
    ['a rule of CIS 1.2', { ProductFields: { RuleId: '1.14' }, GeneratorId: 'arn:aws:securityhub:::ruleset/cis/rule/1.14' }, '1.14'],
    [
      'the vulnerability, not the engine that found it',
      { ...by('aws/inspector'), GeneratorId: 'AWSInspector', Types: [cve], Vulnerabilities: [{ Id: 'CVE-2026-1' }] },
      'CVE-2026-1',
    ],
    [
      'all vulnerabilities of one finding, each once',
      { ...by('aws/inspector'), Vulnerabilities: ['CVE-2026-1', 'GHSA-1', 'CVE-2026-1'].map((Id) => ({ Id })) },
      'CVE-2026-1, GHSA-1',
    ],
    ['the first of many', { Vulnerabilities: [1, 2, 3, 4, 5, 6, 7].map((n) => ({ Id: `V-${n}` })) }, 'V-1, V-2, V-3, V-4, V-5 and 2 more'],
    [
      'the finding type of GuardDuty, not the detector',
      { ...by('aws/guardduty'), GeneratorId: DETECTOR, Types: ['TTPs/Discovery/Recon:EC2-Portscan', 'Effects/Other'] },
      'TTPs/Discovery/Recon:EC2-Portscan',
    ],
    [
      'a type where only the producer wrote it',
      { ...by('aws/macie'), GeneratorId: 'aws/macie', FindingProviderFields: { Types: ['Sensitive Data Identifications/PII'] } },
      'Sensitive Data Identifications/PII',
    ],
    [
      'reachability, which has no vulnerability',
      {
        ...by('aws/inspector'),
        GeneratorId: 'AWSInspector',
        Types: ['Software and Configuration Checks/AWS Security Best Practices/Network Reachability'],
      },
      'Software and Configuration Checks/AWS Security Best Practices/Network Reachability',
    ],
    ['the generator where such a product names no type', { ...by('aws/guardduty'), GeneratorId: DETECTOR }, 'd1'],
    [
      'what stands behind the target in the id, of Trivy as it was',
      { GeneratorId: 'Trivy', Id: 'alpine:3.10 (alpine 3.10)/CVE-2026-2', Types: [cve] },
      'CVE-2026-2',
    ],
    ['what stands behind the tool in the generator, of Trivy as it is', { GeneratorId: 'Trivy/CVE-2026-3', Id: 'x' }, 'CVE-2026-3'],
    ['the generator of everybody else', { ...by('acme/scanner'), GeneratorId: 'acme/rules/R-7', Types: [cve] }, 'R-7'],
    ['nothing', {}, null],
    ['members of other types than text', { Vulnerabilities: [{ Id: 1 }, null, 'CVE'], Types: [7], GeneratorId: ['x'] }, '1'],
  ])('is %s', (_, finding, check) => {
    expect(checkOfFinding(finding)).toBe(check)
  })
})

const finding = (more: JsonObject): JsonObject => ({
  SchemaVersion: '2018-10-08',
  ...by('aws/inspector'),
  Id: 'finding/1',
  GeneratorId: 'AWSInspector',
  AwsAccountId: '111122223333',
  Title: 'CVE-2026-1 - openssl',
  Resources: [{ Id: 'arn:aws:ec2:eu-west-1:111122223333:instance/i-1', Type: 'AwsEc2Instance' }],
  ...more,
})
const readOne = async (more: JsonObject) => (await readAll(asff, bytesOf(JSON.stringify([finding(more)])))).records[0]

describe('a vulnerability in ASFF', () => {
  it('names packages, versions, fixes and the commands that bring them', async () => {
    const packages = [
      { Name: 'openssl', Version: '1.1.1n', FixedInVersion: '1.1.1o', Remediation: 'apt-get upgrade openssl' },
      { Name: 'libssl', Version: '1.1.1n', FixedInVersion: 'NotAvailable', Remediation: 'NotAvailable' },
    ]
    const record = await readOne({
      Remediation: { Recommendation: { Text: 'None Provided' } },
      Vulnerabilities: [{ Id: 'CVE-2026-1', FixAvailable: 'PARTIAL', ExploitAvailable: 'NO', VulnerablePackages: packages }],
    })
    expect(record).toMatchObject({
      checkId: 'CVE-2026-1',
      result: 'fail',
      statusText: 'fix available PARTIAL; exploit available NO; packages: openssl 1.1.1n (fixed in 1.1.1o), libssl 1.1.1n.',
      remediationText: null,
      remediationCode: [{ kind: 'command', text: 'apt-get upgrade openssl' }],
    })
  })

  it('keeps apart what one engine found on one host', async () => {
    const checks = await Promise.all(['CVE-2026-1', 'CVE-2026-2'].map((Id) => readOne({ Vulnerabilities: [{ Id }] })))
    expect(checks.map((record) => record?.checkId)).toEqual(['CVE-2026-1', 'CVE-2026-2'])
  })
})

describe('findings converted by MITRE SAF', () => {
  it('counts of results are information; what they count is judged by its own Compliance block', async () => {
    const types = { FindingProviderFields: { Types: ['MITRE/SAF/2.6.21-hdf2asff', 'File/Input/host.json'] } }
    expect(await readOne({ ...types, ...by('111122223333/default') })).toMatchObject({ result: 'info', statusRaw: null })
    expect(await readOne({ ...types, Compliance: { Status: 'FAILED' } })).toMatchObject({ result: 'fail' })
  })

  it('a sentence among the requirements is no framework with a word as its id', async () => {
    const requirements = ['SEE REMEDIATION FIELD FOR RESULTS AND RECOMMENDED ACTION(S)', 'NIST CSF PR.AC', 'ISO/IEC 27001:2013 A.9.1']
    const record = await readOne({ Compliance: { Status: 'PASSED', RelatedRequirements: requirements } })
    expect(record?.compliance).toEqual([
      { framework: 'SEE REMEDIATION FIELD FOR RESULTS AND RECOMMENDED ACTION(S)', ids: [] },
      { framework: 'NIST CSF', ids: ['PR.AC'] },
      { framework: 'ISO/IEC 27001:2013', ids: ['A.9.1'] },
    ])
  })

  it('a requirement of nothing but spaces behind its framework breaks nothing', async () => {
    const record = await readOne({
      ProductFields: { ProviderName: 'Prowler' },
      Compliance: { RelatedRequirements: [`CIS${' '.repeat(80)}`] },
    })
    expect(record?.compliance).toEqual([{ framework: 'CIS', ids: [] }])
  })
})
