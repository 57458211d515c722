// The shipped framework files: their shape, and the one place that reads and validates them. One JSON file describes one framework with
// its versions; a new framework is a new file and its line here. Lookups live in frameworks.ts.
import * as z from 'zod'
import { readData } from './data.ts'
import asdEssentialEightJson from './frameworks/asd-essential-eight.json' with { type: 'json' }
import awsAccountOnboardingJson from './frameworks/aws-account-onboarding.json' with { type: 'json' }
import awsAiSecurityJson from './frameworks/aws-ai-security.json' with { type: 'json' }
import awsControlTowerJson from './frameworks/aws-control-tower.json' with { type: 'json' }
import awsControlTowerGuardrailsJson from './frameworks/aws-control-tower-guardrails.json' with { type: 'json' }
import awsFsbpJson from './frameworks/aws-fsbp.json' with { type: 'json' }
import awsFtrJson from './frameworks/aws-ftr.json' with { type: 'json' }
import awsResourceTaggingJson from './frameworks/aws-resource-tagging.json' with { type: 'json' }
import awsWafReliabilityJson from './frameworks/aws-waf-reliability.json' with { type: 'json' }
import awsWafSecurityJson from './frameworks/aws-waf-security.json' with { type: 'json' }
import c52025Json from './frameworks/c5-2025.json' with { type: 'json' }
import cceJson from './frameworks/cce.json' with { type: 'json' }
import cisAwsJson from './frameworks/cis-aws.json' with { type: 'json' }
import cisAzureJson from './frameworks/cis-azure.json' with { type: 'json' }
import cisControlsJson from './frameworks/cis-controls.json' with { type: 'json' }
import cisGcpJson from './frameworks/cis-gcp.json' with { type: 'json' }
import cisGkeJson from './frameworks/cis-gke.json' with { type: 'json' }
import cisKubernetesJson from './frameworks/cis-kubernetes.json' with { type: 'json' }
import cisaJson from './frameworks/cisa.json' with { type: 'json' }
import cmmc20Json from './frameworks/cmmc-2.0.json' with { type: 'json' }
import csaCcmJson from './frameworks/csa-ccm.json' with { type: 'json' }
import cveJson from './frameworks/cve.json' with { type: 'json' }
import cweJson from './frameworks/cwe.json' with { type: 'json' }
import disaCciJson from './frameworks/disa-cci.json' with { type: 'json' }
import doraJson from './frameworks/dora.json' with { type: 'json' }
import edgesJson from './frameworks/edges.json' with { type: 'json' }
import ensRd2022Json from './frameworks/ens-rd2022.json' with { type: 'json' }
import fedramp20xKsiLowJson from './frameworks/fedramp-20x-ksi-low.json' with { type: 'json' }
import fedrampR4Json from './frameworks/fedramp-r4.json' with { type: 'json' }
import ffiecJson from './frameworks/ffiec.json' with { type: 'json' }
import finosCccJson from './frameworks/finos-ccc.json' with { type: 'json' }
import gdprJson from './frameworks/gdpr.json' with { type: 'json' }
import gxp21CfrPart11Json from './frameworks/gxp-21-cfr-part-11.json' with { type: 'json' }
import gxpEuAnnex11Json from './frameworks/gxp-eu-annex-11.json' with { type: 'json' }
import hipaaJson from './frameworks/hipaa.json' with { type: 'json' }
import iso27001Json from './frameworks/iso-27001.json' with { type: 'json' }
import kisaIsmsPJson from './frameworks/kisa-isms-p.json' with { type: 'json' }
import mitreAttackJson from './frameworks/mitre-attack.json' with { type: 'json' }
import nis2Json from './frameworks/nis2.json' with { type: 'json' }
import nist80053Json from './frameworks/nist-800-53.json' with { type: 'json' }
import nist80053bJson from './frameworks/nist-800-53b.json' with { type: 'json' }
import nist800171Json from './frameworks/nist-800-171.json' with { type: 'json' }
import nistCsf11Json from './frameworks/nist-csf-1.1.json' with { type: 'json' }
import nistCsf20Json from './frameworks/nist-csf-2.0.json' with { type: 'json' }
import pciDssJson from './frameworks/pci-dss.json' with { type: 'json' }
import prowlerThreatscoreJson from './frameworks/prowler-threatscore.json' with { type: 'json' }
import rbiCyberSecurityJson from './frameworks/rbi-cyber-security.json' with { type: 'json' }
import secnumcloud32Json from './frameworks/secnumcloud-3.2.json' with { type: 'json' }
import soc2Json from './frameworks/soc-2.json' with { type: 'json' }
import { ID_FORMS } from './frameworks-ids.ts'

const text = z.string().trim().min(1)

const FrameworkData = z.strictObject({
  family: z.string().regex(/^[a-z0-9][a-z0-9.-]{1,60}$/),
  name: text,
  publisher: text,
  kind: z.enum(['framework', 'reference']),
  licence: text,
  source: text,
  /** Whether its titles may be shown (frameworks.md of the catalog research). */
  titles: z.boolean(),
  /** What must stand beside them. */
  notice: text.nullable(),
  form: z.enum(ID_FORMS),
  /**
   * How scans name it, in plain form (`plainWord`); `{version}` stands for digits and points. A word with a provider counts only for
   * scans of that provider. A form of its own where the scanner spells ids otherwise.
   */
  words: z.array(z.strictObject({ word: text, provider: text.optional(), form: z.enum(ID_FORMS).optional() })).readonly(),
  /** Spellings no rule can read, and the ids they stand for. */
  spelled: z.record(text, z.array(text).min(1).readonly()),
  /** Titles of families, categories or chapters, by the beginning of their ids. */
  groups: z.record(text, text),
  versions: z
    .array(
      z.strictObject({
        id: z.string().regex(/^[a-z0-9][a-z0-9.-]{1,60}$/),
        version: z.string(),
        /** What stands for this version in `{version}`, or whole words that name it. */
        words: z.array(text).readonly(),
        list: z.enum(['whole', 'part', 'none']),
        listNote: text.nullable(),
        /** Another framework whose requirements this one takes over as they are: a baseline. */
        selects: text.optional(),
        requirements: z.record(text, text.nullable()),
      }),
    )
    .readonly(),
})
export type FrameworkData = z.infer<typeof FrameworkData>

/**
 * Which check touches which requirement (scripts/build-frameworks.mjs): by framework and requirement the numbers of checks in `checks`,
 * each as the distance from the one before. `members`: checks that a standard holds, without its requirements being known.
 */
const EdgesData = z.strictObject({
  source: text,
  checks: z.array(text).readonly(),
  edges: z.record(text, z.record(text, z.string().regex(/^[0-9]+(?: [0-9]+)*$/))),
  members: z.record(text, z.string().regex(/^[0-9]+(?: [0-9]+)*$/)),
})
export type EdgesData = z.infer<typeof EdgesData>

const FILES: Readonly<Record<string, unknown>> = {
  'asd-essential-eight.json': asdEssentialEightJson,
  'aws-account-onboarding.json': awsAccountOnboardingJson,
  'aws-ai-security.json': awsAiSecurityJson,
  'aws-control-tower.json': awsControlTowerJson,
  'aws-control-tower-guardrails.json': awsControlTowerGuardrailsJson,
  'aws-fsbp.json': awsFsbpJson,
  'aws-ftr.json': awsFtrJson,
  'aws-resource-tagging.json': awsResourceTaggingJson,
  'aws-waf-reliability.json': awsWafReliabilityJson,
  'aws-waf-security.json': awsWafSecurityJson,
  'c5-2025.json': c52025Json,
  'cce.json': cceJson,
  'cis-aws.json': cisAwsJson,
  'cis-azure.json': cisAzureJson,
  'cis-controls.json': cisControlsJson,
  'cis-gcp.json': cisGcpJson,
  'cis-gke.json': cisGkeJson,
  'cis-kubernetes.json': cisKubernetesJson,
  'cisa.json': cisaJson,
  'cmmc-2.0.json': cmmc20Json,
  'csa-ccm.json': csaCcmJson,
  'cve.json': cveJson,
  'cwe.json': cweJson,
  'disa-cci.json': disaCciJson,
  'dora.json': doraJson,
  'ens-rd2022.json': ensRd2022Json,
  'fedramp-20x-ksi-low.json': fedramp20xKsiLowJson,
  'fedramp-r4.json': fedrampR4Json,
  'ffiec.json': ffiecJson,
  'finos-ccc.json': finosCccJson,
  'gdpr.json': gdprJson,
  'gxp-21-cfr-part-11.json': gxp21CfrPart11Json,
  'gxp-eu-annex-11.json': gxpEuAnnex11Json,
  'hipaa.json': hipaaJson,
  'iso-27001.json': iso27001Json,
  'kisa-isms-p.json': kisaIsmsPJson,
  'mitre-attack.json': mitreAttackJson,
  'nis2.json': nis2Json,
  'nist-800-171.json': nist800171Json,
  'nist-800-53.json': nist80053Json,
  'nist-800-53b.json': nist80053bJson,
  'nist-csf-1.1.json': nistCsf11Json,
  'nist-csf-2.0.json': nistCsf20Json,
  'pci-dss.json': pciDssJson,
  'prowler-threatscore.json': prowlerThreatscoreJson,
  'rbi-cyber-security.json': rbiCyberSecurityJson,
  'secnumcloud-3.2.json': secnumcloud32Json,
  'soc-2.json': soc2Json,
}

/** Reads and validates all framework files. Throws AppError('unexpected') naming the file and the places that are wrong. */
export const loadFrameworks = (): FrameworkData[] =>
  Object.entries(FILES).map(([file, value]) => readData(`frameworks/${file}`, FrameworkData, value))

export const loadEdges = (): EdgesData => readData('frameworks/edges.json', EdgesData, edgesJson)
