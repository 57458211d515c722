import { describe, expect, it } from 'vitest'
import { type Filing, type ScanRecord, UNSTATED } from '#domain/evidence'
import type { Arn } from './filing-facts.ts'
import { createFilingMemory } from './filing-memory.ts'

const FILED: Filing = {
  service: 'iam',
  topic: null,
  subtopic: null,
  suggestedService: null,
  suggestedTopic: null,
  rule: 'r',
  confidence: 'exact',
  serviceConfidence: 'exact',
  topicConfidence: 'none',
}
const ARN: Arn = { partition: 'aws', namespace: 'iam', kind: 'user' }
const asked = (words: Partial<ScanRecord>, arn: Arn | null = ARN, account = true) => ({ record: { ...UNSTATED, ...words }, arn, account })
const about: Partial<ScanRecord> = { checkId: 'a', title: 'T', categories: ['c'], remediationUrls: ['https://x.example'] }

describe('the memory of filing', () => {
  it('gives the answer for what an answer depends on, and leaves the rest of a record aside', () => {
    const memory = createFilingMemory()
    expect(memory.recall(asked(about))).toBeNull()
    memory.keep(asked(about), FILED)
    expect(memory.recall(asked({ ...about, resourceId: 'other', statusText: 'other', region: 'eu-west-1' }))).toBe(FILED)
  })

  it.each<readonly [string, ReturnType<typeof asked>]>([
    ['check', asked({ ...about, checkId: 'b' })],
    ['title', asked({ ...about, title: 'U' })],
    ['a check where the other has none, under the same word', asked({ ...about, checkId: null, title: 'a' })],
    ['requirement or not', asked({ ...about, perRequirement: true })],
    ['resource type', asked({ ...about, resourceType: 'x' })],
    ['service word', asked({ ...about, scannerService: 'x' })],
    ['provider', asked({ ...about, provider: 'x' })],
    ['partition', asked({ ...about, partition: 'x' })],
    ['tool', asked({ ...about, toolName: 'x' })],
    ['topic of the format', asked({ ...about, topic: 'resilience' })],
    ['categories', asked({ ...about, categories: ['d'] })],
    ['number of categories', asked({ ...about, categories: [] })],
    ['links', asked({ ...about, remediationUrls: ['https://y.example'] })],
    ['kind of ARN', asked(about, { ...ARN, kind: 'role' })],
    ['namespace of an ARN', asked(about, { ...ARN, namespace: 'sts' })],
    ['partition of an ARN', asked(about, { ...ARN, partition: 'aws-cn' })],
    ['ARN or none', asked(about, null)],
    ['kind of account', asked(about, ARN, false)],
  ])('does not give it for another %s', (_, question) => {
    const memory = createFilingMemory()
    memory.keep(asked(about), FILED)
    expect(memory.recall(question)).toBeNull()
  })

  it('leaves the title aside where a record stands for a requirement of its check', () => {
    const memory = createFilingMemory()
    memory.keep(asked({ ...about, perRequirement: true }), FILED)
    expect(memory.recall(asked({ ...about, perRequirement: true, title: 'another requirement' }))).toBe(FILED)
  })

  it('forgets rather than grows, and keeps nothing huge', () => {
    const memory = createFilingMemory()
    for (let n = 0; n < 60; n += 1) memory.keep(asked({ ...about, title: String(n) }), FILED)
    const remembered = Array.from({ length: 60 }, (_, n) => memory.recall(asked({ ...about, title: String(n) }))).filter(Boolean)
    expect(remembered.length).toBeLessThan(30)
    expect(memory.recall(asked({ ...about, title: '59' }))).toBe(FILED)
    const huge = asked({ ...about, title: 'x'.repeat(5000) })
    memory.keep(huge, FILED)
    expect(memory.recall(huge)).toBeNull()
  })
})
