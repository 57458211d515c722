// How requirement ids are written, rule by rule: brings a scanner's spelling into the framework's own. Pure; which rule counts for which
// framework is data (frameworks/*.json).

/** Gives the ids in the framework's own form, or null where what is written is none of its ids. */
type IdRule = (written: string) => readonly string[] | null

const one = (id: string | null): readonly string[] | null => (id === null ? null : [id])

/** `ac_2_1`, `ac-2.1`, `AC-02(01)` and `AC-2 (1)` are AC-2(1); `ac_2_g` is AC-2g, `ac_2_3_a` AC-2(3)(a), `cm_2_b_1` CM-2b.1. */
const nistControl: IdRule = (written) => {
  const [family, number, ...rest] = written
    .trim()
    .toLowerCase()
    .split(/[\s_.()-]+/)
  if (family === undefined || number === undefined || !/^[a-z]{2}$/.test(family) || !/^[0-9]{1,2}$/.test(number)) return null
  const parts = rest.filter((part) => part !== '')
  if (!parts.every((part) => /^(?:[0-9]{1,2}|[a-z])$/.test(part))) return null
  const first = parts[0]
  const isEnhanced = first !== undefined && /[0-9]/.test(first)
  const tail = parts.map((part, depth) => (isEnhanced || depth > 1 ? `(${plainNumber(part)})` : depth === 0 ? part : `.${part}`))
  return [`${family.toUpperCase()}-${Number(number)}${tail.join('')}`]
}

const plainNumber = (part: string): string => (/^[0-9]/.test(part) ? String(Number(part)) : part)

/** The control or enhancement a part belongs to: `AC-2(3)(a)` is part of AC-2(3), `AC-2g` of AC-2; itself where it is no part. */
export const nistControlOf = (id: string): string => /^[A-Z]{2}-[0-9]+(?:\([0-9]+\))?/.exec(id)?.[0] ?? id

const CSF_1_1 = {
  ID: ['AM', 'BE', 'GV', 'RA', 'RM', 'SC'],
  PR: ['AC', 'AT', 'DS', 'IP', 'MA', 'PT'],
  DE: ['AE', 'CM', 'DP'],
  RS: ['RP', 'CO', 'AN', 'MI', 'IM'],
  RC: ['RP', 'IM', 'CO'],
}
const CSF_2_0 = {
  GV: ['OC', 'RM', 'RR', 'PO', 'OV', 'SC'],
  ID: ['AM', 'RA', 'IM'],
  PR: ['AA', 'AT', 'DS', 'PS', 'IR'],
  DE: ['CM', 'AE'],
  RS: ['MA', 'AN', 'CO', 'MI'],
  RC: ['RP', 'CO'],
}

/** `ae_1` is DE.AE-1. Some categories stand under two functions: without the function named, such an id stays as it is written. */
const csf = (functions: Readonly<Record<string, readonly string[]>>, digits: number): IdRule => {
  const holders = new Map<string, string[]>()
  for (const [name, categories] of Object.entries(functions)) for (const c of categories) holders.set(c, [...(holders.get(c) ?? []), name])
  return (written) => {
    const found = /^(?:([a-z]{2})[._-])?([a-z]{2})[_-]0?([0-9]{1,2})$/.exec(written.trim().toLowerCase())
    if (found === null) return null
    const category = (found[2] ?? '').toUpperCase()
    const named = found[1]?.toUpperCase()
    const known = holders.get(category) ?? []
    const holder = named === undefined ? (known.length === 1 ? known[0] : undefined) : known.find((name) => name === named)
    return one(holder === undefined ? null : `${holder}.${category}-${String(Number(found[3])).padStart(digits, '0')}`)
  }
}

/** `164_308_a_1_ii_a` is 164.308(a)(1)(ii)(A), `11.10-a` 11.10(a). In the regulation, capitals follow roman numbers. */
const cfr: IdRule = (written) => {
  const [part, section, ...rest] = written.trim().split(/[\s_.()-]+/)
  if (part === undefined || section === undefined || !/^[0-9]{2,3}$/.test(part) || !/^[0-9]{1,4}$/.test(section)) return null
  const parts = rest.filter((p) => p !== '')
  if (!parts.every((p) => /^(?:[0-9]{1,2}|[a-z]|[ivx]{1,5})$/i.test(p))) return null
  const levels = parts.map((p, depth) => `(${depth === 3 ? p.toUpperCase() : p.toLowerCase()})`)
  return [`${part}.${section}${levels.join('')}`]
}

/** `article_25`, `Art. 25` and `DORA-Art28` name an article. */
const article: IdRule = (written) => {
  const found = /^(?:[a-z0-9]{2,8}[-_ ])?art(?:icle|\.)?[-_ ]?([0-9]{1,3})$/i.exec(written.trim())
  return one(found === null ? null : `Article ${Number(found[1])}`)
}

/** `cc_1_3` is CC1.3, `cc_a_1_2` A1.2, `pi_1_2` PI1.2. */
const soc2: IdRule = (written) => {
  const found = /^(?:cc[_-](?=[acp]))?(cc|pi|a|c|p)[_-]?([0-9]{1,2})[._-]([0-9]{1,2})$/i.exec(written.trim())
  return one(found === null ? null : `${(found[1] ?? '').toUpperCase()}${found[2]}.${found[3]}`)
}

/** Numbers with points, leading zeros taken away: `1.01` is 1.1, `3_1_1` is 3.1.1. */
const dotted: IdRule = (written) => {
  const text = written.trim().replaceAll('_', '.')
  return one(/^[0-9]{1,3}(?:\.[0-9]{1,3}){0,6}$/.test(text) ? text.split('.').map(Number).join('.') : null)
}

/** The same with letters and roman numbers behind, as in `1.1.4.c` and `9.2.c.vi`; `A1.2` is in an annex. */
const dottedLetters: IdRule = (written) =>
  one(/^A?[0-9]{1,3}(?:\.[0-9]{1,3}){0,5}(?:\.[a-z](?:\.[ivx]{1,5})?)?$/.test(written.trim()) ? written.trim() : null)

/** Prowler's PCI 4.0 counts services behind each requirement: `1.2.5.1` is the first under 1.2.5. */
const dottedWithoutLast: IdRule = (written) => one(/^(A?[0-9]{1,3}(?:\.[0-9]{1,3}){0,5})\.[0-9]{1,3}$/.exec(written.trim())?.[1] ?? null)

/** `A.10.1`; letters behind, as in `A.10.1.A`, are Prowler's. Clauses of the standard itself have no `A`. */
const isoAnnex: IdRule = (written) => one(/^((?:A\.)?[0-9]{1,2}(?:\.[0-9]{1,2}){0,2})(?:\.[A-Z])?$/.exec(written.trim())?.[1] ?? null)

/** `op.acc.1.aws.iam.2` is Prowler's second AWS test of op.acc.1; `ens-` in front was its way in version 2. */
const ens: IdRule = (written) =>
  one(
    /^(?:ens-)?((?:op|mp|org)(?:\.[a-z]{1,4})?\.[0-9]{1,2}(?:\.r[0-9]{1,2})?)(?:\.[a-z0-9]{1,10}){0,5}$/.exec(written.trim())?.[1] ?? null,
  )

/** `d1-g-it-b-1` is D1.G.IT.B.1. */
const ffiec: IdRule = (written) =>
  one(/^d[1-5](?:[-.][a-z]{1,2}){2,3}[-.][0-9]{1,2}$/i.test(written.trim()) ? written.trim().toUpperCase().replaceAll('-', '.') : null)

/** `annex_i_1_1` is Annex I 1.1. */
const rbi: IdRule = (written) => {
  const found = /^annex[_ ]([ivx]{1,4})[_ ]([0-9]{1,2}(?:[_.][0-9]{1,2})?)$/i.exec(written.trim())
  return one(found === null ? null : `Annex ${found[1]?.toUpperCase()} ${found[2]?.replace('_', '.')}`)
}

/** `4.2-validation-documentation-…` names section 4.2; the words behind are Prowler's. */
const annex11: IdRule = (written) => one(/^([0-9]{1,2}(?:\.[0-9])?)(?:-|$)/.exec(written.trim())?.[1] ?? null)

/** Spellings of Security Hub's control prefixes, as Prowler and Security Hub itself vary them. */
const CONTROL_PREFIXES: ReadonlyMap<string, string> = new Map([
  ['opensearch', 'Opensearch'],
  ['autoscaling', 'AutoScaling'],
  ['privatecertificateauthority', 'PCA'],
])

/** Security Hub's control ids, `EC2.8`. Ids before consolidation (`PCI.IAM.7`) and section names of older scanners are none. */
const control: IdRule = (written) => {
  const found = /^([A-Za-z][A-Za-z0-9]{1,40})\.([0-9]{1,3})$/.exec(written.trim())
  if (found === null) return null
  const prefix = found[1] ?? ''
  return [`${CONTROL_PREFIXES.get(prefix.toLowerCase()) ?? prefix}.${found[2]}`]
}

/** `T1190`, `T1190.001`. */
const attack: IdRule = (written) => one(/^T[0-9]{4}(?:\.[0-9]{3})?$/.test(written.trim()) ? written.trim() : null)

/** `ksi-mla-07` is KSI-MLA-07: parts between hyphens, the last but one or last of digits. */
const upperDashes: IdRule = (written) =>
  one(/^[A-Za-z&]{1,10}(?:-[A-Za-z0-9&]{1,12}){1,4}$/.test(written.trim()) ? written.trim().toUpperCase() : null)

/** `CWE-79` and `79`. */
const cwe: IdRule = (written) => {
  const found = /^(?:cwe-)?([0-9]{1,6})$/i.exec(written.trim())
  return one(found === null ? null : `CWE-${Number(found[1])}`)
}

/** Ids no rule brings into form: what is written counts. */
const asPublished: IdRule = (written) => one(written.trim() === '' ? null : written.trim())

export const ID_RULES = {
  'nist-control': nistControl,
  'csf-1.1': csf(CSF_1_1, 1),
  'csf-2.0': csf(CSF_2_0, 2),
  cfr,
  article,
  soc2,
  dotted,
  'dotted-letters': dottedLetters,
  'dotted-without-last': dottedWithoutLast,
  'iso-annex': isoAnnex,
  ens,
  ffiec,
  rbi,
  'annex-11': annex11,
  control,
  attack,
  'upper-dashes': upperDashes,
  cwe,
  'as-published': asPublished,
} satisfies Record<string, IdRule>

export type IdForm = keyof typeof ID_RULES
export const ID_FORMS = Object.keys(ID_RULES) as [IdForm, ...IdForm[]]
