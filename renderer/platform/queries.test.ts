import { QueryObserver } from '@tanstack/react-query'
import { expect, it, onTestFinished, vi } from 'vitest'
import { createQueryCache, refresh, refreshAll } from './queries.ts'

/** A question on screen, whose answers come when the test says so. */
function watched(method: 'evidence.list' | 'catalog.services') {
  const cache = createQueryCache()
  const answers: ((answer: string) => void)[] = []
  const queryFn = (): Promise<string> => new Promise((resolve) => answers.push(resolve))
  const observer = new QueryObserver(cache, { queryKey: [method, {}], queryFn })
  onTestFinished(observer.subscribe(() => undefined))
  return { cache, answers, shown: () => cache.getQueryData([method, {}]) }
}

it('shows no first answer that was asked for before a change', async () => {
  const { cache, answers, shown } = watched('evidence.list')
  const refreshed = refresh(cache)
  await vi.waitFor(() => expect(answers).toHaveLength(2))
  answers[1]?.('after')
  await refreshed
  answers[0]?.('before')
  await Promise.resolve()
  expect(shown()).toBe('after')
})

it('asks again for what is on screen, and for the catalog only where that may have changed', async () => {
  const { cache, answers, shown } = watched('catalog.services')
  answers[0]?.('first')
  await vi.waitFor(() => expect(shown()).toBe('first'))
  await refresh(cache)
  expect(answers).toHaveLength(1)
  const refreshed = refreshAll(cache)
  await vi.waitFor(() => expect(answers).toHaveLength(2))
  answers[1]?.('second')
  await refreshed
  expect(shown()).toBe('second')
})
