import { homedir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { foldersOf } from './folders.ts'

describe('foldersOf', () => {
  it('keeps everything under TICKMARK_HOME where that is set', () => {
    expect(foldersOf({ TICKMARK_HOME: '/t', XDG_DATA_HOME: '/x' }, 'linux')).toEqual({ data: '/t', documents: join('/t', 'documents') })
  })

  it('follows each platform’s custom otherwise', () => {
    expect(foldersOf({ XDG_DATA_HOME: '/x' }, 'linux').data).toBe(join('/x', 'tickmark'))
    expect(foldersOf({}, 'linux').data).toBe(join(homedir(), '.local', 'share', 'tickmark'))
    expect(foldersOf({}, 'darwin').data).toBe(join(homedir(), 'Library', 'Application Support', 'Tickmark'))
    expect(foldersOf({ APPDATA: '/a' }, 'win32').data).toBe(join('/a', 'Tickmark'))
  })
})
