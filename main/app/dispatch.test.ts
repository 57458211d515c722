import { describe, expect, it } from 'vitest'
import type { Handlers } from '#contract'
import { METHODS } from '#contract/names'
import { AppError } from '#domain/errors'
import { createDispatch } from './dispatch.ts'

/** Handlers that refuse everything, with the ones a test is about put in their place. */
const handlersWith = (some: Partial<Record<keyof Handlers, (input: never) => unknown>>): Handlers => {
  const all = Object.fromEntries(METHODS.map((name) => [name, () => Promise.reject(new Error(`${name} was not expected`))]))
  return { ...all, ...some } as unknown as Handlers
}

describe('dispatch', () => {
  it('answers with what the handler gives', async () => {
    const dispatch = createDispatch(handlersWith({ 'jobs.cancel': () => ({ cancelled: true }) }))
    expect(await dispatch('jobs.cancel', { jobId: '00000000-0000-4000-8000-000000000001' })).toEqual({
      ok: true,
      value: { cancelled: true },
    })
  })

  it('hands the handler its input with the defaults filled in', async () => {
    let seen: unknown
    const dispatch = createDispatch(
      handlersWith({
        'findings.list': (input) => {
          seen = input
          return { total: 0, rows: [] }
        },
      }),
    )
    await dispatch('findings.list', {})
    expect(seen).toEqual({ filter: '', offset: 0, limit: 200, sort: 'severity', descending: false })
  })

  it.each(['toString', '__proto__', 'constructor', 'hasOwnProperty', '', 'findings', 'findings.list '])(
    'knows no method %j',
    async (name) => {
      const reply = await createDispatch(handlersWith({}))(name, {})
      expect(reply).toMatchObject({ ok: false, error: { code: 'invalid-input' } })
    },
  )

  it('names every wrong field in one sentence and in the details', async () => {
    const reply = await createDispatch(handlersWith({}))('findings.list', { offset: -1, limit: 'many', nonsense: 1 })
    expect(reply).toMatchObject({ ok: false, error: { code: 'invalid-input', details: { method: 'findings.list' } } })
    if (reply.ok) return
    expect(reply.error.message).toMatch(/^findings\.list: offset: .+; limit: .+; input: .*nonsense/)
    expect(reply.error.details['fields']).toEqual(['offset', 'limit', ''])
  })

  it('shows five faults of many and says how many more there are', async () => {
    const files = Array.from({ length: 9 }, () => 'no token')
    const reply = await createDispatch(handlersWith({}))('imports.detect', { files })
    expect(reply.ok ? '' : reply.error.message).toMatch(/files\.4: .*; and 4 more$/)
  })

  it('lets no answer through that breaks the contract', async () => {
    const reply = await createDispatch(handlersWith({ 'journal.list': () => ({ total: -1, rows: [] }) }))('journal.list', {})
    expect(reply).toMatchObject({ ok: false, error: { code: 'unexpected', message: expect.stringContaining('total: ') as string } })
  })

  it('keeps the code and the facts of an error the program raised', async () => {
    const raise = () => {
      throw new AppError('conflict', 'Somebody changed it.', { revision: 2 })
    }
    const reply = await createDispatch(handlersWith({ 'journal.verify': raise }))('journal.verify', {})
    expect(reply).toEqual({ ok: false, error: { code: 'conflict', message: 'Somebody changed it.', details: { revision: 2 } } })
  })

  it('turns anything else that is thrown or rejected into a reply', async () => {
    const full = Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC' })
    const dispatch = createDispatch(handlersWith({ 'journal.verify': () => Promise.reject(full) }))
    expect(await dispatch('journal.verify', {})).toMatchObject({ ok: false, error: { code: 'disk-full' } })
    expect(await dispatch('imports.list', {})).toMatchObject({
      ok: false,
      error: { code: 'unexpected', message: 'imports.list was not expected' },
    })
  })

  it('refuses input that tries to reach a prototype', async () => {
    const input: unknown = JSON.parse('{"__proto__": {"limit": 1}}')
    expect(await createDispatch(handlersWith({}))('imports.list', input)).toMatchObject({ ok: false, error: { code: 'invalid-input' } })
  })
})
