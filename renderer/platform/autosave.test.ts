import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { AUTOSAVE_MS, createAutosave } from './autosave.ts'

const same = (a: string, b: string) => a === b
const problem = (text: string) => (text === '' ? 'Write something.' : null)

describe('autosave', () => {
  beforeEach(() => {
    vi.useFakeTimers()
  })
  afterEach(() => {
    vi.useRealTimers()
  })

  /** A store that answers when told to. */
  const storeOf = () => {
    const stored: string[] = []
    const waiting: { resolve: () => void; reject: (error: Error) => void }[] = []
    const save = (text: string) =>
      new Promise<void>((resolve, reject) => {
        waiting.push({
          resolve: () => {
            stored.push(text)
            resolve()
          },
          reject,
        })
      })
    return { stored, waiting, save }
  }

  it('saves once, a pause after the last key', async () => {
    const store = storeOf()
    const autosave = createAutosave<string>('a', { save: store.save, same, problem })
    autosave.set('ab')
    await vi.advanceTimersByTimeAsync(AUTOSAVE_MS - 1)
    autosave.set('abc')
    await vi.advanceTimersByTimeAsync(AUTOSAVE_MS - 1)
    expect(store.waiting).toHaveLength(0)
    await vi.advanceTimersByTimeAsync(1)
    expect(autosave.state().phase.kind).toBe('saving')
    store.waiting[0]?.resolve()
    await vi.advanceTimersByTimeAsync(0)
    expect(store.stored).toEqual(['abc'])
    expect(autosave.state()).toEqual({ value: 'abc', phase: { kind: 'saved' } })
  })

  it('saves again what was typed while it was saving', async () => {
    const store = storeOf()
    const autosave = createAutosave<string>('a', { save: store.save, same, problem })
    autosave.set('b')
    void autosave.flush()
    await vi.advanceTimersByTimeAsync(0)
    autosave.set('c')
    store.waiting[0]?.resolve()
    await vi.advanceTimersByTimeAsync(AUTOSAVE_MS)
    store.waiting[1]?.resolve()
    await vi.advanceTimersByTimeAsync(0)
    expect(store.stored).toEqual(['b', 'c'])
    expect(autosave.unsaved()).toBeUndefined()
  })

  it('holds what cannot be saved, says why, and keeps it', async () => {
    const store = storeOf()
    const autosave = createAutosave<string>('a', { save: store.save, same, problem })
    autosave.set('')
    await autosave.flush()
    expect(autosave.state().phase).toEqual({ kind: 'held', problem: 'Write something.' })
    expect(autosave.unsaved()).toBe('')
    expect(store.waiting).toHaveLength(0)
  })

  it('keeps the words when saving fails, and saves them when asked again', async () => {
    const store = storeOf()
    const autosave = createAutosave<string>('a', { save: store.save, same, problem })
    autosave.set('b')
    void autosave.flush()
    await vi.advanceTimersByTimeAsync(0)
    store.waiting[0]?.reject(new Error('disk full'))
    await vi.advanceTimersByTimeAsync(0)
    expect(autosave.state()).toMatchObject({ value: 'b', phase: { kind: 'failed' } })
    void autosave.flush()
    await vi.advanceTimersByTimeAsync(0)
    store.waiting[1]?.resolve()
    await vi.advanceTimersByTimeAsync(0)
    expect(store.stored).toEqual(['b'])
  })

  it('takes a newer reading only where nothing is unsaved', () => {
    const autosave = createAutosave<string>('a', { save: () => Promise.resolve(), same, problem })
    autosave.accept('b')
    expect(autosave.state().value).toBe('b')
    autosave.set('mine')
    autosave.accept('theirs')
    expect(autosave.state().value).toBe('mine')
  })

  it('does not take an old reading, drawn again, for news', async () => {
    const autosave = createAutosave<string>('a', { save: () => Promise.resolve(), same, problem })
    autosave.set('b')
    await autosave.flush()
    autosave.accept('a')
    expect(autosave.state()).toEqual({ value: 'b', phase: { kind: 'saved' } })
    expect(autosave.unsaved()).toBeUndefined()
  })

  it('starts with what could not be saved before', () => {
    const autosave = createAutosave<string>('a', { save: () => Promise.resolve(), same, problem }, 'unsaved words')
    expect(autosave.state()).toMatchObject({ value: 'unsaved words', phase: { kind: 'waiting' } })
  })
})
