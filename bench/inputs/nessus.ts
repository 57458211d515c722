// A Nessus scan, version 2: hosts, and the report items of each.
import { pick, secondOf } from './estate.ts'
import { type Input, oneByOne } from './write.ts'

const ITEMS_PER_HOST = 250
const RISKS = ['None', 'Low', 'Medium', 'High', 'Critical'] as const
const FAMILIES = ['Web Servers', 'General', 'Windows', 'Databases', 'Misc.'] as const

export const nessus: Input = {
  formatId: 'nessus',
  extension: '.nessus',
  parts: (until) =>
    oneByOne(
      '<?xml version="1.0" ?>\n<NessusClientData_v2>\n<Policy><policyName>Everything</policyName></Policy>\n<Report name="Weekly" xmlns:cm="http://www.nessus.org/cm">\n',
      itemOf,
      '</ReportHost>\n</Report>\n</NessusClientData_v2>\n',
      until,
    ),
}

/** A host's items follow each other; with its first one the host begins. */
function itemOf(index: number): string {
  const host = Math.floor(index / ITEMS_PER_HOST)
  const plugin = index % 700
  const begin = index % ITEMS_PER_HOST > 0 ? '' : `${host === 0 ? '' : '</ReportHost>\n'}${hostOf(host, index)}`
  const risk = index % RISKS.length
  return `${begin}<ReportItem port="${[0, 22, 80, 443][index % 4]}" svc_name="www" protocol="tcp" severity="${risk}" pluginID="${10_000 + plugin}" pluginName="Library ${plugin} is old" pluginFamily="${pick(FAMILIES, plugin)}">
<description>The version of library ${plugin} that answers here has flaws that were mended in a later one. Whoever reaches the port can use them.</description>
<fname>library_${plugin}.nasl</fname><plugin_modification_date>2026/01/10</plugin_modification_date><plugin_publication_date>2025/04/01</plugin_publication_date><plugin_type>remote</plugin_type>
<risk_factor>${pick(RISKS, risk)}</risk_factor><cve>CVE-2026-${String(1000 + plugin)}</cve><cvss3_base_score>${(risk * 2.2).toFixed(1)}</cvss3_base_score>
<see_also>https://docs.example.org/library/${plugin}</see_also><solution>Update library ${plugin} to the newest version.</solution><synopsis>An old library was found.</synopsis>
<plugin_output>Path    : /opt/library-${plugin}
Version : 1.${plugin} &amp; older${index % 8 === 0 ? ' – “as found”' : ''}</plugin_output>
</ReportItem>
`
}

const hostOf = (host: number, index: number): string =>
  `<ReportHost name="192.0.${Math.floor(host / 250) % 250}.${host % 250}"><HostProperties>
<tag name="HOST_END_TIMESTAMP">${secondOf(index)}</tag><tag name="host-ip">192.0.${Math.floor(host / 250) % 250}.${host % 250}</tag><tag name="host-fqdn">host-${host}.example.org</tag>
</HostProperties>
`
