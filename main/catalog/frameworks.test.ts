import { describe, expect, it } from 'vitest'
import { createCatalog } from './catalog.ts'
import { createFrameworks, plainWord, shippedFrameworks } from './frameworks.ts'
import { loadEdges, loadFrameworks } from './frameworks-data.ts'
import { nistControlOf } from './frameworks-ids.ts'

const frameworks = shippedFrameworks()
const read = (word: string, written: string, provider: string | null = 'aws') => {
  const named = frameworks.named(word, provider)
  return [named.frameworkId, ...frameworks.requirements(named, written).map(({ requirement }) => requirement)]
}

describe('how scanners name frameworks and write their requirements', () => {
  it.each([
    // Prowler, versions 3 to 5.
    ['NIST-800-53-Revision-5', 'ac_2_1', 'nist-800-53-r5', 'AC-2(1)'],
    ['NIST-800-53-Revision-5', 'ac_2_3_a', 'nist-800-53-r5', 'AC-2(3)(a)'],
    ['NIST-800-53-Revision-5', 'ac_2_g', 'nist-800-53-r5', 'AC-2g'],
    ['NIST-800-53-Revision-5', 'cm_2_b_1', 'nist-800-53-r5', 'CM-2b.1'],
    ['NIST-800-53-Revision-4', 'sc_7_3', 'nist-800-53-r4', 'SC-7(3)'],
    ['FedRamp-Moderate-Revision-4', 'ac-2-12-a', 'fedramp-moderate-r4', 'AC-2(12)(a)'],
    ['FedRAMP-20x-KSI-Low-25.05C', 'ksi-mla-07', 'fedramp-20x-ksi-low', 'KSI-MLA-07'],
    ['NIST-800-171-Revision-2', '3_1_12', 'nist-800-171-r2', '3.1.12'],
    ['NIST-CSF-1.1', 'ae_1', 'nist-csf-1.1', 'DE.AE-1'],
    ['NIST-CSF-2.0', 'po_1', 'nist-csf-2.0', 'GV.PO-01'],
    ['NIST-CSF-2.0', 'rc_rp_1', 'nist-csf-2.0', 'RC.RP-01'],
    ['HIPAA', '164_308_a_1_ii_a', 'hipaa', '164.308(a)(1)(ii)(A)'],
    ['HIPAA', '164.312(a)(1)', 'hipaa', '164.312(a)(1)'],
    ['GDPR', 'article_25', 'gdpr', 'Article 25'],
    ['DORA-2022/2554', 'DORA-Art28', 'dora', 'Article 28'],
    ['GxP-21-CFR-Part-11', '11.10-a', 'gxp-21-cfr-part-11', '11.10(a)'],
    ['GxP-EU-Annex-11', '4.2-validation-documentation-…', 'gxp-eu-annex-11', '4.2'],
    ['SOC2', 'cc_1_3', 'soc-2', 'CC1.3'],
    ['SOC2', 'cc_a_1_2', 'soc-2', 'A1.2'],
    ['SOC2', 'pi_1_2', 'soc-2', 'PI1.2'],
    ['ISO27001-2013', 'A.10.1.A', 'iso-27001-2013', 'A.10.1'],
    ['ISO27001-2022', 'A.8.24', 'iso-27001-2022', 'A.8.24'],
    ['FFIEC', 'd1-g-it-b-1', 'ffiec', 'D1.G.IT.B.1'],
    ['ENS-RD2022', 'op.acc.1.aws.iam.2', 'ens-rd2022', 'op.acc.1'],
    ['ENS-RD2022', 'op.acc.6.r5.aws.iam.1', 'ens-rd2022', 'op.acc.6.r5'],
    ['ENS', 'ens-op.acc.5.aws.iam.1', 'ens-rd2022', 'op.acc.5'],
    ['RBI-Cyber-Security-Framework', 'annex_i_1_1', 'rbi-cyber-security', 'Annex I 1.1'],
    ['PCI-4.0', '1.2.5.1', 'pci-dss-4.0', '1.2.5'],
    ['PCI-4.0', 'A1.1.2.9', 'pci-dss-4.0', 'A1.1.2'],
    ['PCI-3.2.1', '1.1.4.c', 'pci-dss-3.2.1', '1.1.4.c'],
    ['NIS2', '9.2.c.vi', 'nis2', '9.2.c.vi'],
    ['MITRE-ATTACK', 'T1078', 'mitre-attack', 'T1078'],
    ['CSA-CCM-4.0', 'A&A-02', 'csa-ccm-4.0', 'A&A-02'],
    ['CCC-v2025.10', 'CCC.IAM.CN11.AR01', 'finos-ccc', 'CCC.IAM.CN11.AR01'],
    ['CIS-1.4', '1.20', 'cis-aws-1.4', '1.20'],
    ['CIS-9.0', '1.20', 'cis-aws-9.0', '1.20'],
    ['CIS', '1.01', 'cis-aws', '1.1'],
    ['cis_4.0_aws', '2.1.1', 'cis-aws-4.0', '2.1.1'],
    ['nist_800_53_revision_5_aws', 'ac_2_1', 'nist-800-53-r5', 'AC-2(1)'],
    // Security Hub, in ASFF and OCSF.
    ['NIST.800-53.r5', 'AC-2', 'nist-800-53-r5', 'AC-2'],
    ['PCI DSS v3.2.1', '8.1.1', 'pci-dss-3.2.1', '8.1.1'],
    ['PCI DSS v4.0.1', '8.3.6', 'pci-dss-4.0.1', '8.3.6'],
    ['CIS AWS Foundations Benchmark v1.2.0', '2.7', 'cis-aws-1.2', '2.7'],
    ['arn:aws:securityhub:::ruleset/cis-aws-foundations-benchmark/v/1.2.0', '1.6', 'cis-aws-1.2', '1.6'],
    ['arn:aws:securityhub:us-east-1::standards/aws-foundational-security-best-practices/v/1.0.0', 'EC2.8', 'aws-fsbp', 'EC2.8'],
    ['arn:aws-us-gov:securityhub:us-gov-west-1::standards/nist-800-53/v/5.0.0', 'EC2.8', 'nist-800-53-r5', 'EC2.8'],
    ['standards/service-managed-aws-control-tower/v/1.0.0', 'CloudTrail.2', 'aws-control-tower', 'CloudTrail.2'],
    // Prowler's own spelling of two prefixes.
    ['AWS-Foundational-Security-Best-Practices', 'OpenSearch.1', 'aws-fsbp', 'Opensearch.1'],
    // InSpec, Checkov, ScoutSuite, Powerpipe, XCCDF.
    ['nist Rev_4', 'IA-2(1)', 'nist-800-53-r4', 'IA-2(1)'],
    ['nist Rev_5', 'AC-02(01)', 'nist-800-53-r5', 'AC-2(1)'],
    ['ISO27001', 'A.8.2.3', 'iso-27001', 'A.8.2.3'],
    ['CIS Amazon Web Services Foundations 1.2.0', '2.4', 'cis-aws-1.2', '2.4'],
    ['cis v1.3.0', '1.1', 'cis-aws-1.3', '1.1'],
    ['http://cyber.mil/cci', 'CCI-000048', 'disa-cci', 'CCI-000048'],
    ['CWE', '79', 'cwe', 'CWE-79'],
    ['CIS AWS V1.3', '1.1', 'cis-aws-1.3', '1.1'],
    // Tags of Powerpipe.
    ['nist_800_53_rev_5', 'ac_2_1', 'nist-800-53-r5', 'AC-2(1)'],
    ['pci_dss_v321', '1.1', 'pci-dss-3.2.1', '1.1'],
    ['fedramp_moderate_rev_4', 'ac-3', 'fedramp-moderate-r4', 'AC-3'],
    ['soc_2', 'cc_6_1', 'soc-2', 'CC6.1'],
  ])('%s %s is %s %s', (word, written, frameworkId, requirement) => {
    expect(read(word, written)).toEqual([frameworkId, requirement])
  })

  it('takes the cloud a scan looked at into account: CIS counts each for itself', () => {
    expect(read('CIS-2.0', '1.1', 'azure')).toEqual(['cis-azure-2.0', '1.1'])
    expect(read('CIS-1.8', '1.1', 'kubernetes')).toEqual(['cis-kubernetes-1.8', '1.1'])
    expect(read('cis_1.8_kubernetes', '1.1', null)).toEqual(['cis-kubernetes-1.8', '1.1'])
    // Whose benchmark it is, nothing says.
    expect(read('CIS-2.0', '1.1', null)).toEqual(['CIS-2.0', '1.1'])
  })

  it('reads joined spellings as the several requirements they stand for', () => {
    expect(read('FedRamp-Moderate-Revision-4', 'au-6-1-3')).toEqual(['fedramp-moderate-r4', 'AU-6(1)', 'AU-6(3)'])
  })

  it.each([
    ['NIST-CSF-1.1', 'rp_1'],
    ['NIST-CSF-2.0', 'ac_1'],
    ['PCI-3.2.1', 'lambda'],
    ['NIST-800-53-Revision-5', 'whatever'],
    ['arn:aws:securityhub:::standards/pci-dss/v/3.2.1', 'PCI.IAM.7'],
  ])('keeps %s %s as it is written, and says so', (word, written) => {
    const named = frameworks.named(word, 'aws')
    expect(named.form).not.toBeNull()
    expect(frameworks.requirements(named, written)).toEqual([{ requirement: written, known: 'as-written' }])
  })

  it('keeps frameworks it does not know under their own words', () => {
    for (const word of ['House rules', '', '=1+1', 'x'.repeat(5000), '\ud800', 'constructor', '{version}'])
      expect(frameworks.named(word, null)).toEqual({ frameworkId: word, form: null })
  })

  it('knows every framework by its own id', () => {
    for (const { frameworkId } of frameworks.all()) expect(frameworks.named(frameworkId, null).frameworkId).toBe(frameworkId)
  })

  it('brings words into one plain form', () => {
    expect(plainWord('PCI DSS v3.2.1')).toBe('pci-dss-v3.2.1')
    expect(plainWord('arn:aws:securityhub:::standards/x/v/1.0.0')).toBe('x-v-1.0.0')
  })
})

describe('the shipped data', () => {
  const data = loadFrameworks()
  const edges = loadEdges()

  it.each([
    ['nist-800-53-r5-moderate', 287],
    ['nist-800-53-r5-low', 149],
    ['nist-800-171-r2', 110],
    ['nist-csf-1.1', 108],
    ['nist-csf-2.0', 106],
  ])('lists all of %s: %i', (frameworkId, count) => {
    expect(frameworks.framework(frameworkId).list).toBe('whole')
    expect(frameworks.listed(frameworkId).length).toBe(count)
  })

  it('holds titles only where they may be shown (frameworks.md)', () => {
    const withTitles = data.filter(({ versions }) =>
      versions.some(({ requirements }) => Object.values(requirements).some((t) => t !== null)),
    )
    expect(withTitles.map(({ family }) => family).sort()).toEqual(['dora', 'gdpr', 'hipaa', 'mitre-attack', 'nist-800-53', 'nist-800-53b'])
    expect(withTitles.every(({ titles }) => titles)).toBe(true)
    const withGroups = data.filter(({ groups }) => Object.keys(groups).length > 0)
    expect(withGroups.every(({ titles }) => titles)).toBe(true)
    for (const family of ['cis-aws', 'cis-controls', 'iso-27001', 'pci-dss', 'soc-2', 'csa-ccm'])
      expect(data.find((d) => d.family === family)).toMatchObject({ titles: false, groups: {} })
    expect(frameworks.framework('mitre-attack').notice).toContain('The MITRE Corporation')
  })

  it('writes every id of its lists as its own rule does', () => {
    const odd = data.flatMap((family) =>
      family.versions.flatMap(({ id, requirements }) =>
        Object.keys(requirements).flatMap((written) => {
          const [first] = frameworks.requirements(frameworks.named(id, null), written)
          return first?.requirement === written && first.known === 'listed' ? [] : [`${id} ${written}`]
        }),
      ),
    )
    expect(odd).toEqual([])
  })

  it('maps checks to requirements of frameworks it describes, in their own form', () => {
    const odd = Object.entries(edges.edges).flatMap(([frameworkId, byRequirement]) => {
      const named = frameworks.named(frameworkId, null)
      return Object.keys(byRequirement).flatMap((requirement) => {
        if (frameworks.framework(frameworkId).kind !== 'framework') return [frameworkId]
        // A service counted behind PCI's ids is taken away once, when the data are made.
        const [first] = frameworks.requirements(
          { ...named, form: frameworkId === 'pci-dss-4.0' ? 'dotted-letters' : named.form },
          requirement,
        )
        return first?.requirement === requirement ? [] : [`${frameworkId} ${requirement}`]
      })
    })
    expect(odd).toEqual([])
    expect(edges.checks.length).toBeGreaterThan(1000)
  })

  it('knows what Prowler and Security Hub checks touch, whatever the case of the id', () => {
    const of = (check: string, frameworkId: string) =>
      frameworks
        .touchedBy(check)
        .filter((touch) => touch.frameworkId === frameworkId)
        .map(({ requirement }) => requirement)
    expect(of('accessanalyzer_enabled', 'cis-aws-2.0')).toEqual(['1.20'])
    expect(of('Account.1', 'nist-800-53-r5')).toEqual(['CM-2', 'CM-2(2)'])
    expect(of('ACCOUNT.1', 'nist-800-53-r5')).toEqual(['CM-2', 'CM-2(2)'])
    expect(of('Account.1', 'aws-fsbp')).toEqual(['Account.1'])
    // The standard holds the control; under which requirement is in no copy that was read.
    expect(of('Account.1', 'cis-aws-5.0')).toEqual([null])
    expect(frameworks.touchedBy('a check of nobody')).toEqual([])
  })

  it('takes requirements over into baselines, parts for their control', () => {
    const into = (requirement: string) => frameworks.selecting({ frameworkId: 'nist-800-53-r5', requirement })
    expect(nistControlOf('AC-2(3)(a)')).toBe('AC-2(3)')
    expect(into('AC-2(3)(a)')).toEqual([{ frameworkId: 'nist-800-53-r5-moderate', requirement: 'AC-2(3)' }])
    expect(into('AC-2g').map(({ frameworkId }) => frameworkId)).toEqual(['nist-800-53-r5-moderate', 'nist-800-53-r5-low'])
    expect(into('SC-43b')).toEqual([])
  })

  it('titles a part of a control by the control', () => {
    expect(frameworks.title('nist-800-53-r5', 'AC-2(3)(a)')).toBe('Disable Accounts')
    expect(frameworks.title('cis-aws-1.4', '1.1')).toBeNull()
    expect(frameworks.group('nist-csf-2.0', 'GV.PO-01')).toBe('Policy')
    expect(frameworks.group('nist-800-171-r2', '3.10.1')).toBe('Physical Protection')
    expect(frameworks.group('nist-800-171-r2', '3.1.1')).toBe('Access Control')
  })

  it('describes every framework that criteria name, and reads the ids they name', () => {
    const catalog = createCatalog()
    const odd = catalog.services().flatMap(({ key }) =>
      catalog.criteria(key).flatMap(({ criterionId, requirements }) =>
        requirements.flatMap(({ framework, ids }) => {
          const named = frameworks.named(framework, null)
          if (named.form === null || named.frameworkId !== framework) return [`${criterionId}: ${framework}`]
          return ids.flatMap((id) =>
            frameworks.requirements(named, id).some(({ requirement, known }) => known === 'as-written' || requirement !== id)
              ? [`${criterionId}: ${framework} ${id}`]
              : [],
          )
        }),
      ),
    )
    expect([...new Set(odd)]).toEqual([])
  })

  it('refuses two files that describe one framework', () => {
    const [first] = data
    if (first === undefined) throw new Error('no data')
    expect(() => createFrameworks([first, first], { source: '', checks: [], edges: {}, members: {} })).toThrow(/Two framework files/)
  })

  it('stays small: what it adds to the program is under 400 kB', () => {
    expect(JSON.stringify(data).length + JSON.stringify(edges).length).toBeLessThan(400_000)
  })
})
