// Reads a mapping from a JSON file, with every fault told at once and in its place.
import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { AppError, toAppError } from '#domain/errors'
import { Profile } from '#domain/profile'

const BYTE_ORDER_MARK = '\ufeff'

/** Throws `input-unreadable` where there is no such file, it is no JSON, or the JSON is no mapping. */
export function readProfileFile(cwd: string, path: string): Profile {
  const read = Profile.safeParse(jsonOf(textOf(cwd, path), path))
  if (read.success) return read.data
  const faults = read.error.issues.map(({ path: place, message }) => `${place.length === 0 ? 'the mapping' : place.join('.')}: ${message}`)
  throw new AppError('input-unreadable', `${path} is no mapping Tickmark understands:`, { faults })
}

function textOf(cwd: string, path: string): string {
  try {
    return readFileSync(resolve(cwd, path), 'utf8')
  } catch (error) {
    throw new AppError('input-unreadable', `The mapping ${path} cannot be read: ${toAppError(error).message}`, { path }, { cause: error })
  }
}

function jsonOf(text: string, path: string): unknown {
  try {
    return JSON.parse(text.startsWith(BYTE_ORDER_MARK) ? text.slice(1) : text)
  } catch (error) {
    throw new AppError(
      'input-unreadable',
      `The mapping ${path} is no JSON: ${error instanceof Error ? error.message : String(error)}`,
      { path },
      { cause: error },
    )
  }
}
