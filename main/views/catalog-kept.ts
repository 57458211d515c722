// What an engagement still stands on when its catalog changes: verdicts keep their criterion, evidence and conclusions their service and topic.
import { readEngagement } from '#db/queries/engagement'
import { countFindings } from '#db/queries/findings'
import { allConclusions, allSignOffs, allVerdicts } from '#db/queries/judgement'
import { allTallies } from '#db/queries/tallies'
import type { ReadableDb } from '#db/types'
import { VERDICTS_FOR } from '#domain/criterion'
import { AppError } from '#domain/errors'
import type { Kept } from '../catalog/additions-apply.ts'
import type { Catalog } from '../catalog/catalog.ts'

type Change = { readonly from: Catalog; readonly to: Catalog; readonly keptBefore: Kept; readonly usedBefore: string | null }

/**
 * What of the catalog in force until now has to stay although the next one lacks it. Throws AppError('conflict') where a criterion that
 * has a verdict would come to belong to somebody whose part cannot have that verdict.
 */
export function keptBy(db: ReadableDb, { from, to, keptBefore, usedBefore }: Change): Kept {
  const verdicts = allVerdicts(db)
  const criteria = verdicts.flatMap(({ criterionId }) => (to.criterion(criterionId) ? [] : (from.criterion(criterionId) ?? [])))
  const reworded = verdicts.flatMap(({ criterionId, verdict, updatedAt }) => {
    const before = from.criterion(criterionId)
    const after = to.criterion(criterionId)
    if (before === undefined || after === undefined) return []
    if (!VERDICTS_FOR[after.responsibility].includes(verdict))
      throw new AppError(
        'conflict',
        `${criterionId} has the verdict ${verdict}, which it could not have as ${after.responsibility}'s part. Nothing was changed; change the verdict first.`,
        { criterionId, verdict },
      )
    const known = keptBefore.reworded.find((r) => r.criterionId === criterionId)
    // A verdict given since the wording changed is on the new wording.
    const judged = known !== undefined && usedBefore !== null && updatedAt <= usedBefore ? known.statement : before.statement
    return judged === after.statement ? [] : [{ criterionId, statement: judged }]
  })
  const keys = new Set([...usedServices(db), ...criteria.map((c) => c.service)])
  const services = from.data.services.filter((s) => keys.has(s.key) && !to.data.services.some((t) => t.key === s.key))
  const used = new Set([
    ...usedTopics(db),
    ...criteria.map((c) => c.topic),
    ...services.flatMap((s) => s.chapter?.topics.map((t) => t.topic) ?? []),
  ])
  const topics = from.data.topics.filter((t) => used.has(t.topic) && !to.data.topics.some((u) => u.topic === t.topic))
  return { services, topics, criteria, reworded }
}

const present = (values: readonly (string | null)[]): string[] => values.filter((value) => value !== null && value !== '') as string[]

const usedServices = (db: ReadableDb): string[] =>
  present([
    ...(readEngagement(db)?.services ?? []),
    ...allTallies(db).map((t) => t.service),
    ...countFindings(db).map((f) => f.service),
    ...allConclusions(db).map((c) => c.service),
    ...allSignOffs(db).map((s) => s.service),
  ])

const usedTopics = (db: ReadableDb): string[] =>
  present([...allTallies(db).map((t) => t.topic), ...countFindings(db).map((f) => f.topic), ...allConclusions(db).map((c) => c.topic)])
