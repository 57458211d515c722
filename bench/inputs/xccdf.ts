// XCCDF 1.2: one benchmark with its rules, and the results of many hosts behind it.
import { pick, timeOf } from './estate.ts'
import { type Input, oneByOne } from './write.ts'

const RULES = 300
const RESULTS = ['pass', 'fail', 'pass', 'pass', 'notapplicable', 'fail', 'notchecked'] as const
const SEVERITIES = ['low', 'medium', 'high'] as const

export const xccdf: Input = {
  formatId: 'xccdf',
  extension: '.xml',
  parts: (until) => oneByOne(head(), resultOf, `</TestResult>\n</Benchmark>\n`, until),
}

const ruleId = (rule: number): string => `xccdf_example_rule_${String(rule).padStart(3, '0')}`

const head = (): string => `<?xml version="1.0" encoding="UTF-8"?>
<Benchmark xmlns="http://checklists.nist.gov/xccdf/1.2" id="xccdf_example_benchmark_LINUX">
<title>Linux – hardening</title><version>1.0</version>
<Group id="xccdf_example_group_all"><title>All</title>
${Array.from({ length: RULES }, (_, rule) => ruleOf(rule)).join('\n')}
</Group>
`

const ruleOf = (rule: number): string =>
  `<Rule id="${ruleId(rule)}" severity="${pick(SEVERITIES, rule)}"><version>LNX-01-${String(rule).padStart(6, '0')}</version><title>Setting ${rule} is as the rules ask</title><description>Looks whether setting ${rule} is there &amp; as strict as the rules of the house ask for.</description><rationale>What is not set is open.</rationale><ident system="http://cyber.mil/cci">CCI-${String(rule).padStart(6, '0')}</ident><fixtext>Write setting ${rule} into its file.</fixtext></Rule>`

/** A host's results follow each other; with its first one its TestResult begins. */
function resultOf(index: number): string {
  const rule = index % RULES
  const host = Math.floor(index / RULES)
  const begin =
    rule > 0
      ? ''
      : `${host === 0 ? '' : '</TestResult>\n'}<TestResult id="xccdf_example_testresult_${host}" start-time="${timeOf(index)}" end-time="${timeOf(index)}" version="1.0" test-system="cpe:/a:example:checker:2.1"><benchmark href="linux.xml" id="xccdf_example_benchmark_LINUX"/><profile idref="xccdf_example_profile_strict"/><target>host-${host}</target><target-address>192.0.2.${host % 250}</target-address>\n`
  return `${begin}<rule-result idref="${ruleId(rule)}" time="${timeOf(index)}" severity="${pick(SEVERITIES, rule)}" weight="1.0"><result>${pick(RESULTS, index + host)}</result><ident system="http://cyber.mil/cci">CCI-${String(rule).padStart(6, '0')}</ident><check system="http://oval.mitre.org/XMLSchema/oval-definitions-5"><check-content-ref href="oval.xml" name="oval:example:def:${rule}"/></check></rule-result>\n`
}
