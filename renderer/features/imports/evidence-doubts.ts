// What is odd about the evidence itself, gathered over the files of an import: by kind of doubt, the same words told once. Pure.
import type { FileOutcome, IssueCode } from '#domain/imports'
import { DOUBTS } from './issue-words.ts'

export type Doubt = {
  readonly code: IssueCode
  readonly words: string
  /** How many files it is told of. */
  readonly files: number
  readonly told: readonly { readonly message: string; readonly fileNames: readonly string[] }[]
}

/** Warnings about the evidence itself in the order of DOUBTS; what is told of most files first. */
export function doubtsOf(files: readonly FileOutcome[]): readonly Doubt[] {
  return [...DOUBTS].flatMap(([code, words]) => {
    const byMessage = new Map<string, string[]>()
    const doubted = files.filter((file) => file.issues.some((issue) => issue.kind === 'warning' && issue.code === code))
    for (const { fileName, issues } of doubted) {
      const messages = new Set(issues.filter((issue) => issue.kind === 'warning' && issue.code === code).map(({ message }) => message))
      for (const message of messages) byMessage.set(message, [...(byMessage.get(message) ?? []), fileName])
    }
    const told = [...byMessage].map(([message, fileNames]) => ({ message, fileNames }))
    return doubted.length === 0
      ? []
      : [{ code, words, files: doubted.length, told: told.sort((a, b) => b.fileNames.length - a.fileNames.length) }]
  })
}
