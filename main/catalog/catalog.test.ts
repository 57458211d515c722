import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import * as z from 'zod'
import { CatalogServiceDetail } from '#domain/catalog'
import { AppError } from '#domain/errors'
import { CATALOG_VERSION, createCatalog } from './catalog.ts'
import { loadCatalogData, readData } from './data.ts'
import * as filingRules from './filing-rules.ts'
import { SUBTOPIC_RULES } from './filing-subtopics.ts'
import { WORD_RULES } from './filing-words.ts'

const catalog = createCatalog()

const PINPOINT_TOPICS = [
  'data-protection',
  'identity-and-access-management',
  'logging-and-monitoring',
  'compliance-validation',
  'resilience',
  'infrastructure-security',
  'configuration-and-vulnerability-analysis',
  'security-best-practices',
]
const SSO_TOPICS = [
  'identity-and-access-management',
  'console-api-authorization',
  'logging-and-monitoring',
  'compliance-validation',
  'resilience',
  'infrastructure-security',
]

describe('services', () => {
  it('are 171, in order of their keys, each under its key once', () => {
    const keys = catalog.services().map((s) => s.key)
    expect(keys).toHaveLength(171)
    expect(new Set(keys).size).toBe(171)
    expect([...keys].sort()).toEqual(keys)
  })

  it('follow their own chapter, topic by topic in its order', () => {
    expect(catalog.service('pinpoint')?.chapter.map((c) => c.topic)).toEqual(PINPOINT_TOPICS)
    expect(catalog.service('sso')?.chapter.map((c) => c.topic)).toEqual(SSO_TOPICS)
    expect(catalog.service('pinpoint')?.chapter[2]?.title).toBe('Logging and monitoring in Amazon Pinpoint')
  })

  it('have one chapter entry per canonical topic', () => {
    const twice = catalog.services().filter((s) => new Set(s.chapter.map((c) => c.topic)).size !== s.chapter.length)
    expect(twice.map((s) => s.key)).toEqual([])
  })

  it('without a chapter say so and stand on the eight core topics', () => {
    const backup = catalog.service('backup')
    expect(backup).toMatchObject({ hasChapter: false, chapterTitle: null, chapterSource: null })
    expect(backup?.chapter.map((c) => c.topic)).toEqual(PINPOINT_TOPICS)
  })

  it('with several chapters name the one followed and the others', () => {
    expect(catalog.service('s3')?.chapterTitle).toBe('Amazon S3 security')
    expect(catalog.service('s3')?.notes.find((n) => n.kind === 'chapter')?.text).toContain('S3 on Outposts')
  })

  it('read the pages of IAM’s own chapter by their titles, not by the service’s name', () => {
    expect(catalog.service('iam')?.chapter.map((c) => c.topic)).toEqual(expect.arrayContaining(PINPOINT_TOPICS))
  })

  it('carry the end of support of Pinpoint and the former name of IAM Identity Center', () => {
    const end = catalog.service('pinpoint')?.notes.find((n) => n.kind === 'end-of-support')
    expect(end?.text).toContain('2026-10-30')
    expect(end?.date).toBe('2026-11-22')
    const ended = catalog.services().filter((s) => s.notes.some((n) => n.kind === 'end-of-support'))
    expect(ended.map((s) => s.key)).toEqual(expect.arrayContaining(['appmesh', 'opsworks', 'pinpoint', 'workmail']))
    expect(catalog.service('sso')?.aliases).toContain('AWS Single Sign-On')
  })

  it('in full satisfy the domain schema', () => {
    const misfits = catalog.services().filter(({ key }) => !CatalogServiceDetail.safeParse(catalog.service(key)).success)
    expect(misfits.map((s) => s.key)).toEqual([])
  })
})

describe('names', () => {
  it.each([
    ['sso', 'sso'],
    ['identity-center', 'sso'],
    ['AWS SSO', 'sso'],
    ['AWS Single Sign-On', 'sso'],
    ['IAM Identity Center', 'sso'],
    ['aws iam identity center', 'sso'],
    ['sso-directory', 'sso'],
    ['Amazon Pinpoint', 'pinpoint'],
    ['mobiletargeting', 'pinpoint'],
    ['awslambda', 'lambda'],
    ['Simple Storage Service', 's3'],
  ])('"%s" leads to %s', (name, key) => {
    expect(catalog.resolveKey(name)).toBe(key)
  })

  it.each(['', 'nonsense', 'AWS'])('"%s" leads nowhere', (name) => {
    expect(catalog.resolveKey(name)).toBeUndefined()
    expect(catalog.service(name)).toBeUndefined()
  })

  it('asking for criteria of an unknown service is an error, not an empty list', () => {
    expect(() => catalog.criteria('nonsense')).toThrow(AppError)
  })

  it('of every service lead to it', () => {
    const lost = catalog.services().flatMap((s) => [s.key, s.name, ...s.aliases].filter((name) => catalog.resolveKey(name) !== s.key))
    expect(lost).toEqual([])
  })
})

describe('criteria', () => {
  const all = catalog.services().flatMap((s) => catalog.criteria(s.key))

  it('have ids that are unique and lead back to them', () => {
    expect(new Set(all.map((c) => c.criterionId)).size).toBe(all.length)
    for (const criterion of all.slice(0, 300)) expect(catalog.criterion(criterion.criterionId)).toEqual(criterion)
    expect(catalog.criterion('pinpoint.data-protection.tls-clients')?.responsibility).toBe('customer')
    expect(catalog.criterion('pinpoint.data-protection.nothing')).toBeUndefined()
    expect(catalog.criterion('nothing')).toBeUndefined()
  })

  it('cover every topic of every chapter in its order, and no other', () => {
    const topicsOf = (key: string): readonly string[] => [...new Set(catalog.criteria(key).map((c) => c.topic))]
    const astray = catalog.services().filter((s) => topicsOf(s.key).join() !== s.chapter.map((c) => c.topic).join())
    expect(astray.map((s) => s.key)).toEqual([])
  })

  it('of AWS’s part are not tested by us; all others say how', () => {
    expect(all.filter((c) => (c.howTested === null) !== (c.responsibility === 'aws'))).toEqual([])
  })

  it('of Pinpoint and Identity Center rest on a page of their guide; the others say that they are general', () => {
    expect(catalog.criteria('pinpoint')).toHaveLength(71)
    expect(catalog.criteria('sso')).toHaveLength(56)
    for (const c of [...catalog.criteria('pinpoint'), ...catalog.criteria('sso')])
      expect(c.source).toMatch(/Guide, 2023-06-15: .*\.md$|^AWS (?:documentation|CLI)/)
    for (const c of catalog.criteria('sns')) expect(c.source).toMatch(/^General criterion/)
    expect(all.filter((c) => c.statement.includes('{service}'))).toEqual([])
  })

  it('come with the responsibilities of both sides for every topic', () => {
    const sidesOf = (key: string): readonly string[] => catalog.service(key)?.responsibilities.map((r) => r.topic) ?? []
    const without = catalog.services().filter((s) => sidesOf(s.key).join() !== s.chapter.map((c) => c.topic).join())
    expect(without.map((s) => s.key)).toEqual([])
  })
})

describe('topics', () => {
  it('are the twelve canonical ones, the eight core topics first', () => {
    expect(catalog.topics()).toHaveLength(12)
    expect(
      catalog
        .topics()
        .slice(0, 8)
        .map((t) => t.topic),
    ).toEqual(PINPOINT_TOPICS)
  })

  it('are divided into the parts that pages, criteria and filing name', () => {
    const parts = new Map(catalog.topics().map((t) => [t.topic, new Set(t.subtopics.map((s) => s.subtopic))]))
    const unknown = (p: { topic: string; subtopic: string | null }): boolean =>
      p.subtopic !== null && parts.get(p.topic)?.has(p.subtopic) !== true
    const services = catalog.services().map((s) => catalog.service(s.key))
    expect(services.flatMap((s) => s?.pages.filter(unknown) ?? [])).toEqual([])
    expect(services.flatMap((s) => s?.criteria.filter(unknown) ?? [])).toEqual([])
  })

  it('have labels; an unknown one keeps its id', () => {
    expect(catalog.topicLabel('vpc-endpoints')).toBe('Interface VPC endpoints')
    expect(catalog.topicLabel('something-new')).toBe('something-new')
  })
})

describe('data', () => {
  it('that do not fit their schema name the file and the place', () => {
    expect(() => readData('x.json', z.array(z.strictObject({ key: z.string() })), [{ key: 1 }])).toThrow(/x\.json.*0\.key/)
  })

  it('whose criteria stray from the chapter are refused', () => {
    const data = loadCatalogData()
    const strayed = data.special.map((s) => ({ ...s, topics: s.topics.map((t) => ({ ...t, topic: 'vpc-endpoints' })) }))
    expect(() => createCatalog({ ...data, special: strayed }).service('sso')).toThrow(/vpc-endpoints/)
  })

  it('name only known services and topics in the tables of controls and checks', () => {
    const topics = new Set(catalog.topics().map((t) => t.topic))
    const rows = [...Object.values(catalog.data.controls), ...Object.values(catalog.data.checks)]
    expect(rows.filter((row) => catalog.resolveKey(row.service) !== row.service)).toEqual([])
    expect(rows.filter((row) => row.topic !== null && !topics.has(row.topic))).toEqual([])
    expect(Object.keys(catalog.data.controls)).toHaveLength(398)
    expect(Object.keys(catalog.data.checks)).toHaveLength(645)
  })

  it('and filing rules change only together with the version an engagement records', () => {
    const plain = (_: string, value: unknown): unknown =>
      value instanceof RegExp ? value.source : value instanceof Set ? [...value] : value
    const digest = createHash('sha256')
      .update(JSON.stringify([loadCatalogData(), filingRules, WORD_RULES, SUBTOPIC_RULES], plain))
      .digest('hex')
      .slice(0, 12)
    expect(`${CATALOG_VERSION} ${digest}`).toMatchInlineSnapshot(`"2026-11-22.12 3bcde92b9526"`)
  })
})
