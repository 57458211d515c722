import { describe, expect, it } from 'vitest'
import { AppError, toAppError } from './errors.ts'

const withCode = (code: string): Error => Object.assign(new Error('text'), { code })

describe('toAppError', () => {
  it.each([
    ['ENOSPC', 'disk-full'],
    ['SQLITE_FULL', 'disk-full'],
    ['SQLITE_BUSY', 'conflict'],
    ['SQLITE_CORRUPT_VTAB', 'journal-broken'],
    ['SQLITE_IOERR_WRITE', 'engagement-unreadable'],
    ['ENOENT', 'input-unreadable'],
    ['SOMETHING_ELSE', 'unexpected'],
  ])('names %s %s', (errno, code) => {
    expect(toAppError(withCode(errno)).code).toBe(code)
  })

  it('passes an AppError and copes with anything thrown', () => {
    const error = new AppError('conflict', 'x')
    expect(toAppError(error)).toBe(error)
    expect(toAppError('a string')).toMatchObject({ code: 'unexpected', message: 'a string' })
    expect(toAppError(undefined).code).toBe('unexpected')
  })
})
