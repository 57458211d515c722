import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { AppError } from '#domain/errors'
import type { FindingRow } from '#domain/finding'
import { AUTOSAVE_MS, createEditorSession } from './editor-session.ts'
import { aFinding } from './finding.fixture.ts'
import type { DraftPatch } from './finding-draft.ts'
import type { SavedChange } from './undo.ts'

/** A tiny store with the revision rule of `findings.update`. */
function aStore(row: FindingRow) {
  let current = row
  const calls: DraftPatch[] = []
  const changes: (SavedChange | null)[] = []
  let failure: AppError | null = null
  const write = (patch: DraftPatch) => {
    current = aFinding({ ...current, ...patch, revision: current.revision + 1 })
    return current
  }
  return {
    calls,
    changes,
    current: () => current,
    fail: (error: AppError | null) => {
      failure = error
    },
    writeElsewhere: write,
    deps: {
      save: async ({ revision, patch }: { findingId: string; revision: number; patch: DraftPatch }) => {
        calls.push(patch)
        await Promise.resolve()
        if (failure) throw failure
        if (revision !== current.revision) throw new AppError('conflict', 'changed meanwhile')
        return write(patch)
      },
      load: async () => current,
      onSaved: (_row: FindingRow, change: SavedChange | null) => changes.push(change),
    },
  }
}

const settle = () => vi.advanceTimersByTimeAsync(AUTOSAVE_MS)

describe('editing a finding', () => {
  beforeEach(() => {
    vi.useFakeTimers()
  })
  afterEach(() => {
    vi.useRealTimers()
  })

  it('saves once after a pause, with only the changed fields', async () => {
    const store = aStore(aFinding())
    const session = createEditorSession(store.current(), store.deps)
    session.change({ cause: 'n' })
    session.change({ cause: 'no policy' })
    expect(session.state().phase.kind).toBe('waiting')
    await settle()
    expect(store.calls).toEqual([{ cause: 'no policy' }])
    expect(session.state().phase.kind).toBe('saved')
    expect(store.changes[0]?.fields).toEqual(['cause'])
  })

  it('keeps words typed while a save is under way and saves them next', async () => {
    const store = aStore(aFinding())
    const session = createEditorSession(store.current(), store.deps)
    session.change({ cause: 'no' })
    const saving = session.flush()
    session.change({ cause: 'no policy', owner: 'Ada' })
    await saving
    expect(store.calls).toEqual([{ cause: 'no' }, { cause: 'no policy', owner: 'Ada' }])
    expect(session.state().draft.cause).toBe('no policy')
    expect(session.state().phase.kind).toBe('saved')
  })

  it('holds a severity without a reason, saves the rest, and saves both once the reason is there', async () => {
    const store = aStore(aFinding())
    const session = createEditorSession(store.current(), store.deps)
    session.change({ severity: 'low', effect: 'none' })
    await settle()
    expect(store.calls).toEqual([{ effect: 'none' }])
    expect(session.state().phase.kind).toBe('held')
    session.change({ severityReason: 'behind a bastion' })
    await settle()
    expect(store.calls[1]).toEqual({ severity: 'low', severityReason: 'behind a bastion' })
    expect(session.state().phase.kind).toBe('saved')
  })

  it('merges silently where somebody else changed other fields', async () => {
    const store = aStore(aFinding())
    const session = createEditorSession(store.current(), store.deps)
    store.writeElsewhere({ owner: 'Grace' })
    session.change({ cause: 'mine' })
    await settle()
    expect(session.state().phase.kind).toBe('saved')
    expect(store.current()).toMatchObject({ cause: 'mine', owner: 'Grace' })
  })

  it('asks where the same field was changed on both sides, and either answer works', async () => {
    for (const [choice, cause] of [
      ['takeTheirs', 'theirs'],
      ['keepMine', 'mine'],
    ] as const) {
      const store = aStore(aFinding())
      const session = createEditorSession(store.current(), store.deps)
      store.writeElsewhere({ cause: 'theirs' })
      session.change({ cause: 'mine', effect: 'also mine' })
      await settle()
      expect(session.state().phase).toMatchObject({ kind: 'conflict', clashes: ['cause'] })
      expect(session.state().draft.cause).toBe('mine')
      await session[choice]()
      expect(store.current()).toMatchObject({ cause, effect: 'also mine' })
      expect(session.state().phase.kind).toBe('saved')
    }
  })

  it('keeps the words when a save fails, says so, and saves them on retry', async () => {
    const store = aStore(aFinding())
    const session = createEditorSession(store.current(), store.deps)
    store.fail(new AppError('disk-full', 'full'))
    session.change({ cause: 'mine' })
    await settle()
    expect(session.state().phase).toMatchObject({ kind: 'failed', error: { code: 'disk-full' } })
    expect(session.unsaved()).toEqual({ cause: 'mine' })
    store.fail(null)
    await session.flush()
    expect(store.current().cause).toBe('mine')
  })

  it('takes a newer reading when nothing is unsaved, and ignores an older one', () => {
    const store = aStore(aFinding({ revision: 4 }))
    const session = createEditorSession(store.current(), store.deps)
    session.accept(aFinding({ revision: 5, owner: 'Grace' }))
    expect(session.state().draft.owner).toBe('Grace')
    session.accept(aFinding({ revision: 4, owner: '' }))
    expect(session.state().draft.owner).toBe('Grace')
  })

  it('starts again with words that could not be saved last time', async () => {
    const store = aStore(aFinding())
    const session = createEditorSession(store.current(), store.deps, { cause: 'kept' })
    session.resume()
    expect(session.state().draft.cause).toBe('kept')
    await settle()
    expect(store.current().cause).toBe('kept')
  })

  it('ends its saving where the store trims what it is given', async () => {
    const store = aStore(aFinding())
    const save = async (input: Parameters<typeof store.deps.save>[0]) =>
      store.deps.save({ ...input, patch: { ...input.patch, owner: input.patch.owner?.trim() ?? '' } })
    const session = createEditorSession(store.current(), { ...store.deps, save })
    session.change({ owner: ' Ada ' })
    await settle()
    expect(store.calls).toHaveLength(1)
    expect(session.state().draft.owner).toBe('Ada')
  })
})
