// The shipped services against the research they were derived from, where that research is at hand.
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import * as z from 'zod'
import { shippedCatalog } from './catalog.ts'

const RESEARCH = join(import.meta.dirname, '../../../shared/catalog/services.json')
const present = existsSync(RESEARCH)
if (!present) console.warn(`catalog-facts: ${RESEARCH} is absent, the shipped services were not compared with it`)

const names = z.array(z.string())
type Page = { readonly title: string; readonly file: string; readonly pages?: readonly Page[] | undefined }
const Page: z.ZodType<Page> = z.object({ title: z.string(), file: z.string(), pages: z.array(z.lazy(() => Page)).optional() })
const TopicPage = z.object({ topic: z.string(), title: z.string(), file: z.string(), pages: z.array(Page).optional() })
const Research = z.object({
  services: z.array(
    z.object({
      key: z.string(),
      display_name: z.string(),
      namespaces: z.object({
        arn_or_iam: names,
        prowler: names,
        securityhub_prefix: names,
        asff_resource_types_seen_in_prowler: names,
        cfn_resource_types_seen_in_securityhub: names,
      }),
      chapter_found: z.boolean(),
      chapters: z.array(z.object({ page_title: z.string(), topics: z.array(TopicPage) })),
      note: z.string().optional(),
      formerly: z.string().optional(),
      status_notes: names.optional(),
    }),
  ),
})

const catalog = shippedCatalog()
const research = present ? Research.parse(JSON.parse(readFileSync(RESEARCH, 'utf8'))).services : []
const keyOf = (key: string): string => (key === 'identity-center' ? 'sso' : key)
const ours = (key: string) => {
  const service = catalog.service(keyOf(key))
  if (service === undefined) throw new Error(`the catalog lacks ${key}`)
  return service
}
const plain = (title: string): string => title.replace(/\s+/g, ' ').trim()
const flat = (pages: readonly Page[]): string[] => pages.flatMap((p) => [`${plain(p.title)} ${p.file}`, ...flat(p.pages ?? [])])

describe.runIf(present)('the shipped services', () => {
  it('are those of the research, under the same names', () => {
    expect(catalog.services().map((s) => s.key)).toEqual(research.map((r) => keyOf(r.key)).sort())
    expect(research.filter((r) => ours(r.key).name !== r.display_name)).toEqual([])
  })

  it('have a chapter where the research found one with topics', () => {
    const found = research.filter((r) => r.chapter_found && r.chapters.some((c) => c.topics.length > 0)).map((r) => r.key)
    expect(research.filter((r) => ours(r.key).hasChapter).map((r) => r.key)).toEqual(found)
  })

  it('hold every page of the chapter they follow, in its order', () => {
    const differing = research.filter((r) => {
      const service = ours(r.key)
      if (!service.hasChapter) return false
      const chapters = r.chapters.filter((c) => c.page_title === service.chapterTitle)
      const pages = service.pages.map((p) => `${p.title} ${p.file}`).join('\n')
      return !chapters.some((c) => flat(c.topics).join('\n') === pages)
    })
    expect(differing.map((r) => r.key)).toEqual([])
  })

  it('follow the order in which the topics of the chapter first appear', () => {
    const astray = catalog.services().filter((s) => {
      const seen = [...new Set(catalog.service(s.key)?.pages.map((p) => p.topic))]
      return s.hasChapter && seen.join() !== s.chapter.map((c) => c.topic).join()
    })
    expect(astray.map((s) => s.key)).toEqual([])
  })

  it('keep every namespace and resource type, save those that mean another service', () => {
    const lost = research.flatMap((r) => {
      const { arn, prowler, securityHub, asff, cloudFormation } = ours(r.key).namespaces
      const lacking = (all: readonly string[], kept: readonly string[]) => all.filter((n) => !kept.includes(n) && !leadsElsewhere(n, r.key))
      return [
        ...lacking(r.namespaces.arn_or_iam, arn),
        ...lacking(r.namespaces.prowler, prowler),
        ...lacking(r.namespaces.securityhub_prefix, securityHub),
        ...r.namespaces.asff_resource_types_seen_in_prowler.filter((t) => !asff.includes(t)),
        ...r.namespaces.cfn_resource_types_seen_in_securityhub.filter((t) => !cloudFormation.includes(t)),
      ].map((name) => `${r.key}: ${name}`)
    })
    expect(lost).toEqual([])
  })

  it('carry a note for each that the research has one for', () => {
    const silent = research.filter((r) => (r.note ?? r.formerly ?? r.status_notes) !== undefined && ours(r.key).notes.length === 0)
    expect(silent.map((r) => r.key)).toEqual([])
  })
})

/** A name another service is known by: `rds` means RDS although Aurora's research lists it too. */
function leadsElsewhere(name: string, key: string): boolean {
  return catalog
    .services()
    .some(({ key: other }) => other !== keyOf(key) && Object.values(ours(other).namespaces).some((names) => names.includes(name)))
}
