import { expect, it } from 'vitest'
import type { Criterion } from '#domain/criterion'
import { AppError } from '#domain/errors'
import { shippedCatalog } from '../catalog/catalog.ts'
import { questionnaire } from '../catalog/factors.ts'
import { shippedFrameworks } from '../catalog/frameworks.ts'
import { openedApp, SCOPE, type TestApp } from './testing/app.ts'

/** A shipped criterion that answers select, with an answer to its question that does not. */
function conditional(): { readonly criterion: Criterion; readonly selecting: string; readonly other: string; readonly question: string } {
  for (const { key } of shippedCatalog().services())
    for (const criterion of shippedCatalog().criteria(key)) {
      const [selecting] = criterion.when
      const question = questionnaire().find(({ answers }) => answers.some(({ answerId }) => answerId === selecting))
      const other = question?.answers.find(({ answerId }) => !criterion.when.includes(answerId))?.answerId
      const isSingle = criterion.when.every((id) => question?.answers.some(({ answerId }) => answerId === id))
      if (selecting !== undefined && question !== undefined && other !== undefined && isSingle)
        return { criterion, selecting, other, question: question.questionId }
    }
  throw new AppError('unexpected', 'No criterion of the catalog depends on an answer.')
}

const answer = (app: TestApp, answers: Record<string, string[]>) =>
  app.call('engagements.update', { patch: { factors: { ...SCOPE.factors, answers } } })

it('answers leave criteria out; their verdicts are kept and come back', async () => {
  const { criterion, selecting, other, question } = conditional()
  const { criterionId, service } = criterion
  const app = await openedApp(null, { ...SCOPE, services: [service] })
  const listed = async () => (await app.call('criteria.list', { service })).find((c) => c.criterionId === criterionId)
  await app.call('criteria.setVerdict', { criterionId, verdict: 'not-applicable', rationale: 'No such data.' })
  await answer(app, { [question]: [other] })
  expect(await listed()).toBeUndefined()
  await expect(app.call('criteria.setVerdict', { criterionId, verdict: 'not-tested', rationale: '' })).rejects.toMatchObject({
    code: 'conflict',
  })
  const effects = await app.call('factors.effects', { answers: { [question]: [other] } })
  expect(effects.services.map(({ leftOut }) => leftOut.map((left) => left.criterionId).includes(criterionId))).toEqual([true])
  await answer(app, { [question]: [selecting] })
  expect(await listed()).toMatchObject({ verdict: 'not-applicable', rationale: 'No such data.' })
  expect(await app.call('journal.verify', {})).toMatchObject({ ok: true })
})

it('answers void sign-offs and are checked against the questionnaire', async () => {
  const app = await openedApp()
  const { contentHash: seen } = await app.call('services.get', { service: 's3' })
  await app.call('signOffs.give', { service: 's3', role: 'preparer', name: 'Ann', seen })
  await expect(answer(app, { laws: ['laws.nowhere'] })).rejects.toMatchObject({ code: 'invalid-input' })
  await answer(app, { laws: [], mfa: [] })
  expect(await app.call('signOffs.list', { service: 's3' })).toMatchObject([{ holds: true }])
  await answer(app, { laws: ['laws.gdpr'] })
  expect(await app.call('signOffs.list', { service: 's3' })).toMatchObject([{ holds: false }])
})

it('every framework an answer brings is one the catalog knows', () => {
  const known = new Set(
    shippedFrameworks()
      .all()
      .map(({ frameworkId }) => frameworkId),
  )
  const brought = questionnaire().flatMap(({ answers }) => answers.flatMap(({ frameworks }) => frameworks))
  expect(brought.filter((id) => !known.has(id))).toEqual([])
})

it('every condition of the catalog names an answer of the questionnaire', () => {
  const known = new Set(questionnaire().flatMap(({ answers }) => answers.map(({ answerId }) => answerId)))
  const named = shippedCatalog()
    .services()
    .flatMap(({ key }) => shippedCatalog().criteria(key))
    .flatMap(({ criterionId, when }) => when.filter((id) => !known.has(id)).map((id) => `${criterionId}: ${id}`))
  expect(named).toEqual([])
})
